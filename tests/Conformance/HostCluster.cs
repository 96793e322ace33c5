using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Trust;

namespace DynamoLab.Conformance;

/// <summary>
/// A cluster of real node processes of one host, with a client and a control connection to each node.
/// </summary>
internal sealed class HostCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HostNode[] _nodes;
    private readonly Dictionary<NodeId, ControlConnection> _controls = [];
    private readonly string _shared;

    private HostCluster(HostNode[] nodes, string shared) => (_nodes, _shared) = (nodes, shared);

    public IReadOnlyList<NodeEndpoint> Endpoints => [.. _nodes.Select(n => n.Endpoint)];

    public HostNode this[int index] => _nodes[index];

    public static Task<HostCluster> StartAsync(string host, int count, params string[] flags) =>
        StartAsync(host, count, secret: null, tls: null, flags);

    /// <param name="secret">What the nodes were told to ask for, if anything.</param>
    /// <param name="tls">And what their certificates are checked with.</param>
    public static async Task<HostCluster> StartAsync(
        string host, int count, ClusterSecret? secret, ClusterTls? tls, params string[] flags)
    {
        var program = Host.Built.Single(h => h.Name == host);
        var shared = Directory.CreateTempSubdirectory("dynamolab-conformance-").FullName;
        flags = [.. flags, .. program.FlagsOf(shared)];
        var nodes = Enumerable.Range(1, count)
            .Select(i => new NodeEndpoint(new NodeId($"node{i}"), "127.0.0.1", HostNode.FreePort())
            {
                Secret = secret,
                Tls = tls,
            })
            .Select(endpoint => new HostNode(program, endpoint, flags))
            .ToArray();
        var cluster = new HostCluster(nodes, shared);
        for (var i = 0; i < count; i++)
        {
            nodes[i].Start(i == 0 ? [] : [nodes[0].Endpoint.Port]);
        }

        await cluster.UntilAllSeeAllAsync();
        return cluster;
    }

    public DynamoClient Client(Func<ClientOptions, ClientOptions>? change = null)
    {
        var options = new ClientOptions { Nodes = Endpoints, Routing = Routing.Sticky };
        return new DynamoClient(change is null ? options : change(options));
    }

    public void Restart(int index) =>
        _nodes[index].Start(_nodes.Where(n => n != _nodes[index]).Select(n => n.Endpoint.Port));

    /// <summary>On its data and with nothing else: no seeds.</summary>
    public void RestartAlone(int index) => _nodes[index].Start();

    /// <summary>Replaces the faults of one node's disk.</summary>
    public Task<ControlDone> SetDiskRulesAsync(int index, params DiskRule[] rules) =>
        AskAsync<ControlDone>(index, new SetDiskRules(rules));

    public async Task<long> HintCountAsync(int index) =>
        (await AskAsync<StatusResponse>(index, new StatusRequest())).HintCount;

    public async Task<TResponse> AskAsync<TResponse>(int index, Message request)
        where TResponse : Message
    {
        using var limit = new CancellationTokenSource(Patience);
        var endpoint = _nodes[index].Endpoint;
        try
        {
            if (!_controls.TryGetValue(endpoint.Node, out var control))
            {
                control = await ControlConnection.OpenAsync(endpoint, limit.Token);
                _controls.Add(endpoint.Node, control);
            }

            return await control.AskAsync<TResponse>(request, limit.Token);
        }
        catch (NodeConnectionException)
        {
            if (_controls.Remove(endpoint.Node, out var broken))
            {
                await broken.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Replaces the faults of one node.</summary>
    public Task SetRulesAsync(int index, params NetworkRule[] rules) =>
        AskAsync<ControlDone>(index, new SetNetworkRules(rules));

    public Task UntilAllSeeAllAsync() => UntilAsync(
        async () =>
        {
            for (var i = 0; i < _nodes.Length; i++)
            {
                Assert.True(_nodes[i].ExitCode is null, $"node {i} has ended with exit code {_nodes[i].ExitCode}");
                var status = await AskAsync<StatusResponse>(i, new StatusRequest());
                if (status.Members.Count(m => m.IsAlive) != _nodes.Length)
                {
                    return false;
                }
            }

            return true;
        },
        "not every node sees all");

    public async Task<ulong> HashAtAsync(int index, Key key)
    {
        var states = await AskAsync<StatesResponse>(index, new StatesRequest([key]));
        return states.States[0].State.IsEmpty ? 0 : states.States[0].State.Hash;
    }

    /// <summary>Looks again and again, for at most half a minute. Nodes that are just starting may refuse.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (NodeConnectionException) when (!limit.IsCancellationRequested)
            {
                // Not up yet: look again.
            }

            Assert.False(limit.IsCancellationRequested, otherwise);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var control in _controls.Values)
        {
            await control.DisposeAsync();
        }

        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Directory.Delete(_shared, recursive: true);
    }
}
