using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Http;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;

namespace DynamoLab.Node;

/// <summary>
/// A node on the network: a port in front, the loop behind, links to the other nodes.
/// </summary>
public sealed class NodeHost : IAsyncDisposable
{
    /// <summary>
    /// How long requests in flight may take to end when the host stops: with what follows it, 5 seconds at most.
    /// </summary>
    public const int DrainTimeoutMs = 4000;

    /// <summary>How long the fsync under way may take to end after that, before the store is left unclosed.</summary>
    private const int StoreTimeoutMs = 500;

    private readonly HostOptions _options;
    private readonly ConnectionWatch _watch;
    private readonly Reactor? _reactor;
    private readonly LagProbe _lag;
    private readonly Listener _listener;
    private readonly HttpServer _http;
    private readonly NodeInbox _inbox = new();
    private readonly IPeerNetwork _network;
    private readonly PeerDoor _door;
    private readonly PeerLinks _links;
    private readonly StoreKeeper _keeper;
    private readonly NodeLoop _loop;
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private bool _isStopped;

    public NodeHost(HostOptions options, NodeStore store, NodeLog log, TimeProvider time)
        : this(options, store, log, time, Reactor.Start())
    {
    }

    private NodeHost(HostOptions options, NodeStore store, NodeLog log, TimeProvider time, Reactor? reactor)
        : this(options, store, log, time, new PortNetwork(options, reactor), reactor)
    {
    }

    /// <param name="options">What the node is told on its command line.</param>
    /// <param name="store">Where its keys are.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="time">Its clock and timers.</param>
    /// <param name="network">What carries its messages to other nodes.</param>
    /// <param name="reactor">Who waits for its sockets; ended with the host.</param>
    /// <param name="alarms">The timers of the node's loop, if they are others.</param>
    internal NodeHost(
        HostOptions options,
        NodeStore store,
        NodeLog log,
        TimeProvider time,
        IPeerNetwork network,
        Reactor? reactor,
        TimeProvider? alarms = null)
    {
        _reactor = reactor;
        (_options, _time, _network) = (options, time, network);
        var counters = new HostCounters();
        var sinks = new ReplySinks();
        _lag = new LagProbe(time, _reactor);
        _watch = new ConnectionWatch(options.Connections, counters, log, time);
        var services = new ConnectionServices
        {
            Self = options.Node,
            Secret = options.Secret,
            Tls = options.Tls,
            Inbox = _inbox,
            Sinks = sinks,
            Limits = new RequestLimits(options),
            Connections = options.Connections,
            RequestBytes = new RequestBytes(options.Connections.RequestBytesInFlightOfAllMax),
            Watch = _watch,
            Reactor = _reactor,
            Lag = _lag,
            NextRound = new NextRound(_lag, _inbox),
            Overload = new OverloadGuard(
                options.Connections, () => _inbox.Requests.Count, () => _lag.Ask(LagProbe.EveryMs)),
            Counters = counters,
            Log = log,
            Time = time,
            Draining = _drain.Token,
            Stopping = _stop.Token,
            DrainTimeoutMs = DrainTimeoutMs,
        };
        var self = options.Node;
        _links = new PeerLinks(
            new PeerLinkSetup(self.Id, self.Incarnation, options.Secret, network, _inbox, counters, log, time));
        var node = new ReplicaNode(self, store.Store, options.Seed);
        _keeper = new StoreKeeper(store, log, _inbox.DeliverSoon);
        _loop = new NodeLoop(
            node, _inbox, sinks, _links, _keeper, counters, log, time, alarms ?? time, new HostClock(time),
            options.Seed);
        _http = new HttpServer(services);
        _listener = new Listener(services, _http);
        _door = new PeerDoor(services);
    }

    /// <summary>Ends, with its exception, when the node's loop broke.</summary>
    public Task Looping => _loop.Ended;

    /// <summary>To be done before <see cref="Start"/> where messages of peers do not come in by the port.</summary>
    /// <exception cref="IOException">It cannot be; says why in one line.</exception>
    internal Task HearPeersAsync() => _network.StartAsync(_door);

    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public void Start()
    {
        var address = _options.Node.Address;
        _listener.Start(
            new IPEndPoint(IPAddress.Parse(address.Host), address.Port), _options.PeerSockets == PeerSockets.Unix);
        _loop.Run();
    }

    /// <summary>
    /// Takes on nothing new, waits for what is in flight, bounded, and then lets everybody go. Peers are heard until
    /// the last request has ended, because it may be waiting for them.
    /// </summary>
    public async Task StopAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        using var bound = new CancellationTokenSource(TimeSpan.FromMilliseconds(DrainTimeoutMs), _time);
        var closing = Task.WhenAll(_listener.StopAsync(), _http.StopAsync(bound.Token));
        await _drain.CancelAsync();
        try
        {
            await _inbox.Requests.WhenIdleAsync().WaitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever still waits will see the connection close.
        }

        await _stop.CancelAsync();
        await Task.WhenAny(closing, Task.Delay(Timeout.Infinite, bound.Token));
        _loop.Stop();
        await Task.WhenAny(_loop.Ended);
        await _links.DisposeAsync();
        if (_loop.Ended.IsCompletedSuccessfully)
        {
            _keeper.Close(TimeSpan.FromMilliseconds(StoreTimeoutMs));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _network.DisposeAsync();
        _listener.Dispose();
        _watch.Dispose();
        _lag.Dispose();
        _reactor?.Dispose();
        _drain.Dispose();
        _stop.Dispose();
    }
}
