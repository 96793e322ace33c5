using DynamoLab.Client;
using DynamoLab.Core.Cluster;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Commands;

/// <summary>What can be learnt about one node of a cluster file without relying on it.</summary>
/// <param name="Entry">As the file names it.</param>
/// <param name="IsRunning">Whether a process has its id.</param>
/// <param name="Status">What the node that answers on its port says; null when none does.</param>
/// <param name="Silence">Why there is no status; empty where there is one, or no process.</param>
internal sealed record NodeSight(ClusterEntry Entry, bool IsRunning, StatusResponse? Status, string Silence)
{
    /// <summary>Whether the process is certain to be the node: it says so, or its command line does.</summary>
    public bool IsCertain => IsRunning && (IsAnswering || IsCalledLikeIt);

    /// <summary>Whether that very process answers on the port.</summary>
    public bool IsAnswering => Status is not null
        && Status.Node == Entry.Node && Status.ProcessId == Entry.ProcessId;

    /// <summary>A node that hangs answers nothing, but the system still knows how it was called.</summary>
    private bool IsCalledLikeIt => Processes.CommandLineOf(Entry.ProcessId) is { } words
        && words.Any(word => Path.GetFileNameWithoutExtension(word) is NodeProgram.Name or NodeProgram.OrleansName)
        && words.Zip(words.Skip(1)).Contains(("--id", Entry.Node.Name));

    public static async Task<IReadOnlyList<NodeSight>> OfAsync(ClusterFile file, CancellationToken cancellation) =>
        await Task.WhenAll(file.Entries.Select(entry => OfAsync(entry, cancellation)));

    private static async Task<NodeSight> OfAsync(ClusterEntry entry, CancellationToken cancellation)
    {
        if (!Processes.IsRunning(entry.ProcessId))
        {
            return new NodeSight(entry, IsRunning: false, Status: null, "");
        }

        try
        {
            // Whoever answers may say its name: that it is another one is worth telling.
            var anyone = ClusterProcs.NodeOf(entry).Endpoint with { Node = default };
            var status = await Patience.WithinAsync(Patience.Short, limit => StatusAsync(anyone, limit), cancellation);
            return new NodeSight(entry, IsRunning: true, status, "");
        }
        catch (Exception e) when (e is NodeConnectionException or CannotRunException)
        {
            return new NodeSight(entry, IsRunning: true, Status: null, e.Message);
        }
    }

    private static async Task<StatusResponse> StatusAsync(NodeEndpoint node, CancellationToken cancellation)
    {
        await using var control = await ControlConnection.OpenAsync(node, cancellation);
        return await control.AskAsync<StatusResponse>(new StatusRequest(), cancellation);
    }
}
