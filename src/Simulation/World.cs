using DynamoLab.Core;
using DynamoLab.Simulation.Clients;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Faults;
using DynamoLab.Simulation.Network;
using DynamoLab.Simulation.Nodes;
using DynamoLab.Simulation.Tracing;

namespace DynamoLab.Simulation;

/// <summary>
/// Nodes, links, clients and one virtual clock in one thread. The next event is the earliest, and of equal ones the
/// first that was caused, so that all that happens is a function of the options.
/// </summary>
internal sealed partial class World
{
    private readonly EventQueue _queue = new();
    private readonly DeterministicRandom _random;
    private readonly FaultInjector _faults;
    private ulong _lastRequest;
    private bool _isCalm;

    /// <summary>When the last thing that a slow disk or a slow way to a client delays is over.</summary>
    private long _lateUs;

    public World(SimulationOptions options, TraceWriter trace)
    {
        Options = options;
        Trace = trace;
        var root = new DeterministicRandom(options.Seed).Fork(100);
        _random = root.Fork(1);
        var joining = options.Faults.Count(f => f.Kind == FaultKind.Join);
        Nodes = [.. Enumerable.Range(0, options.Nodes + joining).Select(i => NewNode(i, root.Fork(1000 + (ulong)i)))];
        Links = new SimLink[Nodes.Length * Nodes.Length];
        LinkDelaysUs = new long[Links.Length];
        for (var i = 0; i < Links.Length; i++)
        {
            Links[i] = new SimLink(i / Nodes.Length, i % Nodes.Length);
            LinkDelaysUs[i] = Math.Max(1, options.Network.DelayUs / 2) + _random.Next(options.Network.DelayUs);
        }

        Clients = new ClientGroup(this, root.Fork(2));
        _faults = new FaultInjector(this);
        Watch = new Checks.ProtocolWatch();
        Shape = options.Network.Shape;
    }

    public SimulationOptions Options { get; }

    public TraceWriter Trace { get; }

    public CoverageTable Coverage { get; } = new();

    public Checks.ProtocolWatch Watch { get; }

    public ClientGroup Clients { get; }

    public SimNode[] Nodes { get; }

    public SimLink[] Links { get; }

    public long[] LinkDelaysUs { get; }

    public DelayShape Shape { get; private set; }

    /// <summary>Microseconds of true time since the simulation began.</summary>
    public long NowUs { get; private set; }

    public Instant Now => VirtualClock.True(NowUs);

    /// <summary>Messages, requests, responses and completions stepped; ticks do not count.</summary>
    public long EventCount { get; private set; }

    public ulong TraceHash => Trace.Hash;

    public SimLink Link(int from, int to) => Links[(from * Nodes.Length) + to];

    public void Schedule(in SimEvent e) => _queue.Add(e);

    /// <summary>Carries out everything up to the time.</summary>
    public void RunUntil(long untilUs)
    {
        while (_queue.NextUs <= untilUs)
        {
            Next();
        }

        NowUs = Math.Max(NowUs, untilUs);
    }

    /// <summary>Runs until the condition holds, asking every so often; false when it does not in time.</summary>
    public bool RunUntil(Func<bool> condition, long limitMs, int everyMs = 100)
    {
        var endUs = NowUs + (limitMs * 1000);
        while (!condition())
        {
            if (NowUs >= endUs)
            {
                return false;
            }

            RunUntil(Math.Min(endUs, NowUs + (everyMs * 1000L)));
        }

        return true;
    }

    /// <summary>Everything that was wrong is over, and what it had delayed has come.</summary>
    public void Calm()
    {
        _isCalm = true;
        _faults.EndAll();
        Shape = DelayShape.Constant;
        RunUntil(Math.Max(_lateUs, Links.Max(link => link.LastArrivalUs)));
    }

    private void Next()
    {
        var e = _queue.Take();
        NowUs = e.AtUs;
        switch (e.Kind)
        {
            case EventKind.Message:
                Arrive(e);
                break;
            case EventKind.Request or EventKind.Response when Nodes[e.Kind == EventKind.Request ? e.B : e.A] is
            { ClientHolds: > 0 } held:
                held.ClientWaiting.Enqueue(e);
                break;
            case EventKind.Request or EventKind.Synced or EventKind.LinkDown or EventKind.Wake or EventKind.DiskRetry:
                ToNode(e);
                break;
            case EventKind.Resume:
                Resume(Nodes[e.A], e.Life);
                break;
            case EventKind.Response:
                EventCount++;
                Clients.OnResponse(e);
                break;
            case EventKind.ClientWake:
                Clients.OnWake(e);
                break;
            case EventKind.ClientLinkDown:
                Clients.OnLinkDown(e);
                break;
            case EventKind.FaultStart when !_isCalm:
                _faults.Start(Options.Faults[e.A]);
                break;
            case EventKind.FaultEnd:
                _faults.End(Options.Faults[e.A]);
                break;
        }
    }

    private SimNode NewNode(int index, DeterministicRandom random)
    {
        var offsetUs = Options.Clocks.OffsetMsMax * 1000L;
        offsetUs = offsetUs == 0 ? 0 : random.Next((int)(2 * offsetUs)) - offsetUs;
        var driftPpm = Options.Clocks.DriftPpmMax;
        driftPpm = driftPpm == 0 ? 0 : random.Next(2 * driftPpm) - driftPpm;
        var storage = new NodeStorage(Options.Disks, Options.Node.Durability, random.Fork(1));
        return new SimNode(index, new VirtualClock(offsetUs, driftPpm), storage, random);
    }
}
