using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Node.Http;

/// <summary>The answer to <c>GET /ring</c>; <see cref="Key"/> is there when the query names a key.</summary>
internal sealed record RingView(
    string Version,
    string Placement,
    int N,
    int Partitions,
    IReadOnlyList<MemberViewJson> Members,
    KeyPlaceView? Key)
{
    public static RingView Of(RingResponse response, Core.Key? key)
    {
        var joined =
            response.Members.Where(member => member.Status == MemberStatus.Joined).Select(member => member.Node);
        var options = new RingOptions(response.Placement, response.ReplicationFactor, response.TokensPerNode);
        var ring = HashRing.Of(joined, options);
        return new RingView(
            response.Version.ToString("x16"),
            NameOf(response.Placement),
            response.ReplicationFactor,
            ring.PartitionCount,
            [.. response.Members.Select(member => MemberViewJson.Of(member))],
            key is { } asked ? KeyPlaceView.Of(asked, ring) : null);
    }

    private static string NameOf(Placement placement) => placement switch
    {
        Core.Ring.Placement.FixedPartitions => "fixed_partitions",
        Core.Ring.Placement.RandomTokens => "random_tokens",
        _ => "random_tokens_equal_partitions",
    };
}
