using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Results;
using DynamoLab.History;

namespace DynamoLab.Driver.Screen;

/// <summary>Where a run is: how far, in which window, and what happened. Safe for concurrent use.</summary>
public sealed class RunProgress(ExperimentOptions options, Instant start)
{
    private readonly Lock _lock = new();
    private readonly List<FaultEvent> _faults = [];

    public ExperimentOptions Options => options;

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

    public void Observe(FaultEvent fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    public double SecondsAt(Instant now) => now.UsSince(start) / 1e6;

    /// <summary>How much of the run is over, 0 to 1.</summary>
    public double ShareAt(Instant now, long operations) => Math.Clamp(
        options.Operations is { } all ? (double)operations / all : SecondsAt(now) / options.DurationSeconds, 0, 1);

    public string WindowAt(Instant now)
    {
        var faults = Faults;
        if (options.FailureMode == FailureMode.None)
        {
            return SecondsAt(now) < options.WarmupSeconds ? "warmup" : "steady";
        }

        var open = faults.Count(f => f.Phase == FaultPhase.Inject) - faults.Count(f => f.Phase == FaultPhase.Heal);
        return (faults.Count, open) switch
        {
            (0, _) => "warmup",
            (_, 0) => "recovery",
            _ => "failure",
        };
    }

    /// <summary>
    /// One fault event as a line of the time line: <c>10.0 s  crash injected on node3, in 4.1 ms</c>.
    /// </summary>
    public string Describe(FaultEvent fault)
    {
        var verb = fault.Phase == FaultPhase.Inject ? "injected on" : "healed on";
        var took = Figures.Milliseconds(fault.Actual.UsSince(fault.Commanded));
        return $"{Figures.Seconds(SecondsAt(fault.Actual)),7} s  {fault.Kind} {verb} {fault.Node}, in {took} ms";
    }
}
