using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Screen;
using DynamoLab.History;
using DynamoLab.History.Checkers;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// Everyone who watches a run: metrics, checkers and the screen. Operations come from the recorder's task, faults from
/// their time line and samples from the screen, so each call takes its turn.
/// </summary>
public sealed class RunObserver(ExperimentOptions options, RunningCluster cluster, PromiseCheckers checkers)
{
    private readonly Lock _lock = new();
    private readonly List<FaultEvent> _faults = [];
    private MetricsCollector? _metrics;
    private LiveCounters? _live;

    /// <summary>All faults so far, in the order they were told.</summary>
    public IReadOnlyList<FaultEvent> Faults
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>From here on operations are measured; before, while keys are loaded, only checked.</summary>
    public void Start(Instant start)
    {
        lock (_lock)
        {
            _metrics = new MetricsCollector(start, options.WarmupSeconds);
            _live = new LiveCounters(start, cluster.Nodes.Select(node => node.Id));
        }
    }

    public void Observe(Operation operation)
    {
        lock (_lock)
        {
            checkers.Observe(operation);
            _metrics?.Observe(operation);
            _live?.Observe(operation);
        }
    }

    public void Observe(FaultEvent fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
            checkers.Observe(fault);
            _metrics?.Observe(fault);
        }
    }

    public LiveSample Sample(Instant now)
    {
        lock (_lock)
        {
            return Started(_live).Take(now);
        }
    }

    public RunMetrics Finish(RunEnd end)
    {
        lock (_lock)
        {
            return checkers.AddTo(Started(_metrics).Finish(end));
        }
    }

    /// <summary>The keys that most operations were about, the busiest first.</summary>
    public IReadOnlyList<Key> BusiestKeys(int countMax)
    {
        lock (_lock)
        {
            return Started(_metrics).BusiestKeys(countMax);
        }
    }

    /// <summary>Attempted operations on the key.</summary>
    public long OperationsOf(Key key)
    {
        lock (_lock)
        {
            return Started(_metrics).OperationsOf(key);
        }
    }

    private static T Started<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("the run has not started");
}
