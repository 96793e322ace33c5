using System.Net;
using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;
using DynamoLab.Trust;

namespace DynamoLab.Node.Tests;

/// <summary>A few nodes of one cluster in the test's own process, on real sockets.</summary>
internal sealed class TestNodes : IAsyncDisposable
{
    private readonly List<NodeHost> _hosts = [];
    private ClusterSecret? _secret;
    private ClusterTls? _tls;
    private Func<HostOptions, Reactor?, IPeerNetwork> _networkOf = null!;
    private NodeLog _log = null!;

    public List<int> Ports { get; } = [];

    public int Port => Ports[0];

    public IReadOnlyList<NodeHost> Hosts => _hosts;

    /// <summary>
    /// Starts the nodes n1, n2 and so on, and waits until each sees all; N, R and W are their number at most.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="configure">Changes their options.</param>
    /// <param name="networkOf">What carries a node's messages to the others; null: their ports do.</param>
    /// <param name="log">Of all of them; null: nobody reads it.</param>
    public static async Task<TestNodes> StartAsync(
        int count,
        Func<HostOptions, HostOptions>? configure = null,
        Func<HostOptions, Reactor?, IPeerNetwork>? networkOf = null,
        NodeLog? log = null)
    {
        var nodes = new TestNodes
        {
            _networkOf = networkOf ?? ((options, reactor) => new PortNetwork(options, reactor)),
            _log = log ?? new NodeLog(TextWriter.Null, TimeProvider.System),
        };
        for (var i = 1; i <= count; i++)
        {
            await nodes.AddAsync(i, count, configure ?? (options => options));
        }

        foreach (var port in nodes.Ports)
        {
            await nodes.WaitUntilAllAreSeenAsync(port, count);
        }

        return nodes;
    }

    /// <summary>Below the range from which the system draws ports, so that no connection takes it first.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_768);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    public HttpClient Http(int index = 0) => new() { BaseAddress = new Uri($"http://127.0.0.1:{Ports[index]}/") };

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private async Task AddAsync(int number, int count, Func<HostOptions, HostOptions> configure)
    {
        var options = configure(new HostOptions
        {
            Seed = (ulong)number,
            Node = new NodeOptions
            {
                Id = new NodeId($"n{number}"),
                Address = new NodeAddress("127.0.0.1", FreePort()),
                Incarnation = 1000,
                Seeds = [.. Ports.Take(1).Select(port => new NodeAddress("127.0.0.1", port))],
                Ring = new RingOptions(ReplicationFactor: Math.Min(count, 3)),
                ReadQuorum = Math.Min(count, 2),
                WriteQuorum = Math.Min(count, 2),
                GossipIntervalMs = 20,
                ProbeIntervalMs = 50,
            },
        });
        (_secret, _tls) = (options.Secret, options.Tls);
        var reactor = Reactor.Start();
        var host = new NodeHost(
            options, NodeStore.InMemory(), _log, TimeProvider.System, _networkOf(options, reactor), reactor,
            reactor?.Alarms);
        await host.HearPeersAsync();
        host.Start();
        _hosts.Add(host);
        Ports.Add(options.Node.Address.Port);
    }

    private async Task WaitUntilAllAreSeenAsync(int port, int count)
    {
        using var wire = await TestWire.OpenAsync(port, Role.Control, secret: _secret, tls: _tls);
        ulong asked = 0;
        while ((await wire.AskAsync<StatusResponse>(++asked, new StatusRequest())).Members.Count(
            m => m.IsAlive) < count)
        {
            await Task.Delay(5);
        }
    }
}
