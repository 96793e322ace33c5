using System.Net;
using DynamoLab.Core;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Http;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace DynamoLab.Node;

/// <summary>
/// A node on the network: Kestrel in front, the loop behind, links to the other nodes. Kestrel is built by hand; the
/// generic host and its services would add half as much again to every node's start and memory.
/// </summary>
public sealed class NodeHost : IAsyncDisposable
{
    /// <summary>
    /// How long requests in flight may take to end when the host stops: with what follows it, 5 seconds at most.
    /// </summary>
    public const int DrainTimeoutMs = 4000;

    /// <summary>How long the fsync under way may take to end after that, before the store is left unclosed.</summary>
    private const int StoreTimeoutMs = 500;

    /// <summary>Connections above the limit that are told why they are refused.</summary>
    private const int RefusedMax = 100;

    private readonly HostOptions _options;
    private readonly ConnectionWatch _watch;
    private readonly LagProbe _lag;
    private readonly KestrelServer _server;
    private readonly HttpFront _http;
    private readonly NodeInbox _inbox = new();
    private readonly PeerLinks _links;
    private readonly StoreKeeper _keeper;
    private readonly NodeLoop _loop;
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private bool _isStopped;

    public NodeHost(HostOptions options, NodeStore store, NodeLog log, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var counters = new HostCounters();
        var sinks = new ReplySinks();
        _lag = new LagProbe(time);
        _watch = new ConnectionWatch(options.Connections, counters, log, time);
        var services = new ConnectionServices
        {
            Self = options.Node,
            Inbox = _inbox,
            Sinks = sinks,
            Limits = new RequestLimits(options),
            Connections = options.Connections,
            Watch = _watch,
            Admission = new Admission(
                options.Connections, () => _inbox.Requests.Count, () => _lag.Ask(LagProbe.EveryMs)),
            Counters = counters,
            Log = log,
            Time = time,
            Draining = _drain.Token,
            Stopping = _stop.Token,
            DrainTimeoutMs = DrainTimeoutMs,
        };
        var self = options.Node;
        _links = new PeerLinks(new PeerLinkSetup(self.Id, self.Incarnation, _inbox, counters, log, time));
        var node = new ReplicaNode(self, store.Store, options.Seed);
        _keeper = new StoreKeeper(store, log, _inbox.DeliverSoon);
        _loop = new NodeLoop(
            node, _inbox, sinks, _links, _keeper, counters, log, time, new HostClock(time), options.Seed);
        _http = new HttpFront(services);
        _server = ServerOf(services, log);
    }

    /// <summary>Ends, with its exception, when the node's loop broke.</summary>
    public Task Looping => _loop.Ended;

    /// <exception cref="IOException">The port is in use.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _server.StartAsync(_http, cancellation);
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
        var closing = _server.StopAsync(bound.Token);
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
        await closing;
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
        _server.Dispose();
        _watch.Dispose();
        _lag.Dispose();
        _drain.Dispose();
        _stop.Dispose();
    }

    private KestrelServer ServerOf(ConnectionServices services, NodeLog log)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxConcurrentConnections = _options.Connections.ConnectionsMax + RefusedMax;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HttpHeaderBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromMilliseconds(_options.Connections.HandshakeMsMax);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMilliseconds(Limits.HttpIdleMsMax);
        var address = _options.Node.Address;
        kestrel.Listen(IPAddress.Parse(address.Host), address.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(http => new ConnectionSwitch(services, http).ServeAsync);
        });

        // No queue between the socket and us: the loop's flush is the send, and what arrives is parsed where it came
        // in.
        var transport = new SocketTransportOptions { IOQueueCount = 0, UnsafePreferInlineScheduling = true };
        var logging = new KestrelLog(log);
        return new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(kestrel),
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(transport), logging),
            logging);
    }
}
