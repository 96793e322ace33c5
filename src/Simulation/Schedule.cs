using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.History;
using DynamoLab.History.Checkers;
using DynamoLab.Replica;
using DynamoLab.Simulation.Checks;
using DynamoLab.Simulation.Faults;
using DynamoLab.Simulation.Tracing;

namespace DynamoLab.Simulation;

/// <summary>
/// One simulated life of a cluster, all drawn from one seed: it forms, suffers, heals, proves that it serves again, and
/// is repaired and judged.
/// </summary>
public sealed class Schedule
{
    private const int FormMsMax = 120_000;
    private const int DrainMsMax = 120_000;
    private const int RecoverMsMax = 180_000;
    private const int LivenessMsMax = 600_000;

    private readonly SimulationOptions _options;
    private readonly World _world;
    private readonly PromiseCheckers _checkers;
    private readonly Aftermath _aftermath;
    private long _succeeded;
    private long _failed;
    private Operation? _lastFailed;

    private Schedule(SimulationOptions options, TextWriter? trace)
    {
        _options = options;
        _world = new World(options, new TraceWriter(trace));
        _checkers = new PromiseCheckers(new CheckerOptions
        {
            Versioning = options.Node.Versioning,
            ClockEntriesMax = options.Node.ClockEntriesMax,
            ReplicationFactor = options.Node.Ring.ReplicationFactor,
            ReadQuorum = options.Node.ReadQuorum,
            WriteQuorum = options.Node.WriteQuorum,
            IsStrict = options.Node.Quorum == QuorumKind.Strict
                && options.Faults.All(fault => fault.Kind != FaultKind.Join),
            CrashLosesCopies = true,
        });
        _aftermath = new Aftermath(_world);
        _world.Clients.Observer = Observe;
        _world.CopiesLost = _checkers.Observe;
    }

    /// <summary>Runs the schedule that the seed draws under these limits.</summary>
    /// <param name="trace">Where every event is told, one line each; null: nowhere.</param>
    public static ScheduleResult Run(ulong seed, SimulationLimits limits, TextWriter? trace = null) =>
        Run(SwarmDraw.Draw(seed, limits), trace);

    public static ScheduleResult Run(SimulationOptions options, TextWriter? trace = null)
    {
        var schedule = new Schedule(options, trace);
        IReadOnlyList<PromiseReport> promises = [];
        var (kind, failure) = ("", "");
        try
        {
            promises = schedule.Live();
        }
        catch (ScheduleFailure e)
        {
            (kind, failure) = (e.Kind, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An invariant of the shipped code: it throws, and the schedule has found out how to get there.
            (kind, failure) = (e.GetType().Name, e.ToString());
        }

        return schedule.Result(kind, failure, promises);
    }

    private IReadOnlyList<PromiseReport> Live()
    {
        Form();
        Suffer();
        Heal();
        Serve();
        var repaired = _aftermath.Repair();
        _aftermath.Tidy(repaired);

        // Only now is all that was acknowledged at home: no round moves what a fallback holds.
        var reports = _checkers.Finish(_aftermath.Repair());
        if (reports.FirstOrDefault(r => r.Outcome == PromiseOutcome.Broken && IsMade(r.Promise)) is { } broken)
        {
            throw new ScheduleFailure(
                $"promise {broken.Promise}", string.Join(Environment.NewLine, [$"{broken}", .. broken.Violations]));
        }

        return reports;
    }

    /// <summary>
    /// Convergence, deletes and unique dots by every scheme, all else by <c>dvv</c>: of the others it is measured.
    /// </summary>
    private bool IsMade(int promise) => promise is 2 or 3 or 4 || _options.Node.Versioning == VersioningKind.Dvv;

    private void Form()
    {
        _world.Trace.Phase(_world.NowUs, "the cluster forms");
        foreach (var node in _world.Nodes.Take(_options.Nodes))
        {
            _world.StartNode(node);
        }

        Expect(_aftermath.AllKnowAll, FormMsMax, "never formed", "the nodes do not all know each other");
    }

    private void Suffer()
    {
        _world.Trace.Phase(_world.NowUs, "clients and faults");
        _world.Clients.Open();
        _world.ScheduleFaults();
        _world.RunUntil(() => _world.Clients.IsDone, _options.ChaosMs, everyMs: 500);
        _world.Clients.Close();
    }

    /// <summary>
    /// Whatever was wrong is over; every request gets its answer, and every node hears of all others.
    /// </summary>
    private void Heal()
    {
        _world.Trace.Phase(_world.NowUs, "faults end");
        _world.Calm();
        Expect(() => _world.Clients.IsIdle, DrainMsMax, "liveness", "clients still wait for answers");
        Expect(_aftermath.AllWritable, RecoverMsMax, "liveness", "a store still takes no writes");
        Expect(_aftermath.AllKnowAll, RecoverMsMax, "liveness", "the nodes do not all know each other");
        Expect(_aftermath.AllTrustAll, RecoverMsMax, "liveness", "a node still takes another one for dead",
            everyMs: 1000);
        Expect(_aftermath.AllAnswered, DrainMsMax, "liveness", "a node never answered a request");
    }

    /// <summary>With no fault left every request succeeds, at every node, at the first try.</summary>
    private void Serve()
    {
        _world.Trace.Phase(_world.NowUs, "every request succeeds");
        _lastFailed = null;
        _world.Clients.Wish(_aftermath.Wishes());
        Expect(() => _world.Clients.IsIdle && _world.Clients.HasNoWish, LivenessMsMax, "liveness", "requests hang");
        if (_lastFailed is { } failed)
        {
            throw new ScheduleFailure(
                "liveness",
                $"with no fault left: {KindNames.Of(failed.Kind)} {failed.Key} at {failed.Node} "
                    + $"failed: {failed.Error}");
        }
    }

    /// <summary>Limits are for the usual intervals of gossip and pings, and grow with them.</summary>
    private void Expect(Func<bool> condition, int limitMs, string kind, string otherwise, int everyMs = 100)
    {
        var factor = Math.Max(1, Math.Max(_options.Node.GossipIntervalMs, _options.Node.ProbeIntervalMs) / 1000);
        limitMs *= factor;
        if (!_world.RunUntil(condition, limitMs, everyMs * factor))
        {
            throw new ScheduleFailure(kind, $"{otherwise}, {limitMs} ms after it should: {_aftermath.Describe()}");
        }
    }

    private void Observe(Operation operation)
    {
        _checkers.Observe(operation);
        _aftermath.CheckAcknowledgers(operation);
        if (operation.IsSuccess)
        {
            _succeeded++;
        }
        else
        {
            _failed++;

            // A node that takes few operations at once may have them full of hints.
            _lastFailed = operation.Error.StartsWith($"{Outcome.Overloaded}", StringComparison.Ordinal)
                ? _lastFailed
                : operation;
        }
    }

    private ScheduleResult Result(string kind, string failure, IReadOnlyList<PromiseReport> promises)
    {
        foreach (var node in _world.Nodes)
        {
            if (node.IsUp)
            {
                _world.Coverage.Count(node.Machine.Counters);
            }
        }

        return new ScheduleResult
        {
            Options = _options,
            FailureKind = kind,
            Failure = failure,
            TraceHash = _world.TraceHash,
            Events = _world.EventCount,
            SimulatedUs = _world.NowUs,
            Succeeded = _succeeded,
            Failed = _failed,
            Rounds = _aftermath.Rounds,
            Coverage = _world.Coverage,
            Promises = promises,
        };
    }
}
