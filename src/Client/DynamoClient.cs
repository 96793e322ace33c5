using DynamoLab.Client.Choices;
using DynamoLab.Client.Connections;
using DynamoLab.Core;

namespace DynamoLab.Client;

/// <summary>
/// A client of one cluster: pipelined connections, opened when first needed, that all its sessions share.
/// </summary>
public sealed class DynamoClient : IAsyncDisposable
{
    /// <summary>Time between two looks for timeouts and cancellations: a request may end so much late.</summary>
    public const int SweepMs = 10;

    // The ring's own stream of draws; sessions have non-negative indexes.
    private const ulong RingStream = ulong.MaxValue;

    // Of the sessions' pauses; beyond all indexes.
    private const ulong BackoffStreams = 1UL << 32;

    private readonly ClientNode[] _nodes;
    private readonly RingSource? _ring;
    private readonly ITimer _sweep;
    private int _isSweeping;
    private int _isDisposed;

    /// <param name="options">Checked here.</param>
    /// <param name="time">Decides timeouts and time stamps; system time unless given.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DynamoClient(ClientOptions options, TimeProvider? time = null)
    {
        options.Check();
        Options = options;
        Time = time ?? TimeProvider.System;
        Clock = time is null ? LabClock.Shared : new LabClock(Time);
        _nodes = [.. options.Nodes.Select(CreateNode)];
        _ring = options.Routing == Routing.TokenAware
            ? new RingSource(_nodes, options, Time, RandomOf(RingStream))
            : null;
        var period = TimeSpan.FromMilliseconds(SweepMs);
        _sweep = Time.CreateTimer(static client => ((DynamoClient)client!).Sweep(), this, period, period);
    }

    public ClientOptions Options { get; }

    /// <summary>The clock the attempts are timed by: <see cref="LabClock.Shared"/> on system time.</summary>
    public LabClock Clock { get; }

    internal TimeProvider Time { get; }

    internal bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    internal int AttemptsMax => Options.Failover ? Options.AttemptsMax : 1;

    /// <summary>What nodes are told: less than the client waits, so that their answer still comes in time.</summary>
    internal int NodeTimeoutMs => Math.Max(1, Options.TimeoutMs - Math.Clamp(Options.TimeoutMs / 10, 1, 100));

    /// <summary>One logical client. Sessions of the same index, of clients with the same seed, draw the same.</summary>
    /// <param name="index">0 or more.</param>
    public ClientSession OpenSession(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Preference preference = Options.Routing switch
        {
            Routing.Sticky => new OwnNode(index, _nodes.Length),
            Routing.TokenAware => new PrimariesFirst(_ring!),
            _ => new AnyNode(),
        };
        var chooser = new NodeChooser(_nodes, preference, RandomOf((ulong)index));
        var backoff = new Backoff(Time, RandomOf(BackoffStreams + (ulong)index));
        return new ClientSession(this, new OperationRunner(this, index, chooser, preference, _ring, backoff));
    }

    /// <summary>Fails what is under way, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _sweep.DisposeAsync();
        var asking = _ring?.StopAsync() ?? Task.CompletedTask;
        foreach (var link in _nodes.SelectMany(n => n.Links))
        {
            await link.DisposeAsync();
        }

        await asking;
    }

    private DeterministicRandom RandomOf(ulong stream) => new DeterministicRandom(Options.Seed).Fork(stream);

    private ClientNode CreateNode(NodeEndpoint endpoint, int index)
    {
        var links = new NodeLink[Options.ConnectionsPerNode];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = new NodeLink(endpoint, Time, Options.TimeoutMs);
        }

        return new ClientNode(index, endpoint, links, new NodeHealth(Time, Options.Failover ? Options.AvoidMs : 0));
    }

    private void Sweep()
    {
        // A sweep that takes longer than its period is not joined by a second one.
        if (Interlocked.Exchange(ref _isSweeping, 1) != 0)
        {
            return;
        }

        var timestamp = Time.GetTimestamp();
        foreach (var node in _nodes)
        {
            foreach (var link in node.Links)
            {
                link.Sweep(timestamp);
            }
        }

        Volatile.Write(ref _isSweeping, 0);
    }
}
