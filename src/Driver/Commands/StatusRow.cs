using System.Globalization;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Commands;

/// <summary>One node in the table and file of <c>cluster status</c>.</summary>
/// <param name="SeenAliveBy">Answering nodes, itself included, that see it alive.</param>
/// <param name="Asked">Answering nodes.</param>
/// <param name="Ring">The version of its ring, in hexadecimal; a dash when it does not answer.</param>
internal sealed record StatusRow(
    string Node,
    int Pid,
    int Port,
    string State,
    int SeenAliveBy,
    int Asked,
    long? Keys,
    long? Hints,
    string Ring,
    long? ResidentMegabytes)
{
    public static StatusRow Of(NodeSight sight, IReadOnlyList<NodeSight> all)
    {
        var answering = all.Where(other => other.IsAnswering).Select(other => other.Status!).ToList();
        var status = sight.IsAnswering ? sight.Status : null;
        return new StatusRow(
            sight.Entry.Node.Name,
            sight.Entry.ProcessId,
            sight.Entry.Port,
            StateOf(sight),
            answering.Count(s => s.Members.Any(view => view.IsAlive && view.Member.Node == sight.Entry.Node)),
            answering.Count,
            status?.KeyCount,
            status?.HintCount,
            status?.RingVersion.ToString("x16", CultureInfo.InvariantCulture) ?? "-",
            sight.IsRunning ? Processes.ResidentBytesOf(sight.Entry.ProcessId) / (1024 * 1024) : null);
    }

    private static string StateOf(NodeSight sight)
    {
        if (!sight.IsRunning)
        {
            return "dead";
        }

        if (sight.Status is null)
        {
            return "silent";
        }

        return sight.IsAnswering ? "up" : "another";
    }
}
