using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Http;

/// <summary>The answer to <c>GET /status</c>: of the node, and nothing of its machine.</summary>
internal sealed record StatusView(
    string Node,
    ulong Incarnation,
    string RingVersion,
    string Settings,
    long Keys,
    long Hints,
    bool RepairPaused,
    IReadOnlyList<MemberViewJson> Members,
    SortedDictionary<string, long> Counters)
{
    public static StatusView Of(StatusResponse status) => new(
        status.Node.Name,
        status.Incarnation,
        status.RingVersion.ToString("x16"),
        status.Settings,
        status.KeyCount,
        status.HintCount,
        status.IsRepairPaused,
        [.. status.Members.Select(view => MemberViewJson.Of(view.Member, view.IsAlive))],
        CountersOf(status));

    private static SortedDictionary<string, long> CountersOf(StatusResponse status)
    {
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var counter in status.Counters)
        {
            counters[counter.Name] = counter.Value;
        }

        return counters;
    }
}
