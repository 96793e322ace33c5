using System.Text;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Commands;

/// <summary>One client's session with the nodes of a file that run.</summary>
internal sealed class DataSession : IAsyncDisposable
{
    private readonly DynamoClient _client;

    private DataSession(DynamoClient client)
    {
        _client = client;
        Session = client.OpenSession(0);
    }

    public ClientSession Session { get; }

    /// <param name="secretFile">What <c>--cluster_secret_file</c> says; null: what the nodes' file says.</param>
    /// <param name="readQuorum">What <c>--R</c> says; null: the cluster's.</param>
    /// <param name="writeQuorum">What <c>--W</c> says; null: the cluster's.</param>
    /// <exception cref="CannotRunException">No node answers, or R or W does not fit the cluster's N.</exception>
    public static async Task<DataSession> OpenAsync(
        string clusterProcs, string? secretFile, int? readQuorum, int? writeQuorum, CancellationToken cancellation)
    {
        var running = ClusterProcs.Read(clusterProcs, secretFile).Entries
            .Where(entry => Processes.IsRunning(entry.ProcessId))
            .Select(entry => ClusterProcs.NodeOf(entry).Endpoint)
            .ToList();
        var ring = await RingAsync(clusterProcs, running, cancellation);
        RequireWithinN("--R", readQuorum, ring.ReplicationFactor);
        RequireWithinN("--W", writeQuorum, ring.ReplicationFactor);
        return new DataSession(new DynamoClient(new ClientOptions
        {
            Nodes = running,
            ReadQuorum = readQuorum ?? 0,
            WriteQuorum = writeQuorum ?? 0,
            Seed = (ulong)Environment.ProcessId,
        }));
    }

    /// <exception cref="CannotRunException">It is empty or too long.</exception>
    public static Key KeyOf(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        return length is > 0 and <= Limits.KeyBytesMax
            ? new Key(text)
            : throw new CannotRunException($"KEY has {length} bytes; accepted: 1..{Limits.KeyBytesMax}");
    }

    /// <exception cref="CannotRunException">It is too long.</exception>
    public static byte[] ValueOf(string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        return value.Length <= Limits.ValueBytesMax
            ? value
            : throw new CannotRunException($"VALUE has {value.Length} bytes; accepted: 0..{Limits.ValueBytesMax}");
    }

    /// <summary>An answer that names a quorum was an answer; without one nobody could be asked.</summary>
    /// <exception cref="CannotRunException">Nobody could be asked.</exception>
    public static void RequireAnswer(QuorumCount quorum, string error)
    {
        if (quorum.Needed == 0)
        {
            throw new CannotRunException($"no node carried it out: {error}");
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task<RingResponse> RingAsync(
        string clusterProcs, IReadOnlyList<NodeEndpoint> nodes, CancellationToken cancellation)
    {
        var reason = "no process of it runs";
        foreach (var node in nodes)
        {
            try
            {
                return await Patience.WithinAsync(Patience.Short, limit => RingOfAsync(node, limit), cancellation);
            }
            catch (NodeConnectionException e)
            {
                reason = e.Message;
            }
        }

        throw new CannotRunException($"--cluster_procs {clusterProcs}: no node answers: {reason}");
    }

    private static async Task<RingResponse> RingOfAsync(NodeEndpoint node, CancellationToken cancellation)
    {
        await using var control = await ControlConnection.OpenAsync(node, cancellation);
        return await control.AskAsync<RingResponse>(new RingRequest(), cancellation);
    }

    private static void RequireWithinN(string option, int? value, int replicationFactor)
    {
        if (value is { } quorum && (quorum < 1 || quorum > replicationFactor))
        {
            throw new CannotRunException(
                $"{option} {quorum} is outside 1..{replicationFactor} (N of the running cluster)");
        }
    }
}
