namespace DynamoLab.History.Metrics;

/// <summary>
/// The content of metrics.json; every field is defined in docs/metrics.md. An operation belongs to the window and
/// to the second in which it started.
/// </summary>
public sealed record RunMetrics
{
    public const int SchemaVersionNow = 1;

    public int SchemaVersion { get; init; } = SchemaVersionNow;

    /// <summary>Null in results made before it was recorded.</summary>
    public EnvironmentMetrics? Environment { get; init; }

    /// <summary>Offered and achieved rate, and whether the driver was the bottleneck; null when not measured.</summary>
    public ClientMetrics? Client { get; init; }

    /// <summary>The whole run as one window.</summary>
    public required WindowMetrics Overall { get; init; }

    /// <summary>In order of time.</summary>
    public required IReadOnlyList<WindowMetrics> Windows { get; init; }

    public required FaultImpact Impact { get; init; }

    public required VersionMetrics Versions { get; init; }

    /// <summary>Stale reads and session guarantees; null when nobody checked.</summary>
    public ConsistencyMetrics? Consistency { get; init; }

    /// <summary>Null without <c>--divergence_keys</c>.</summary>
    public DivergenceMetrics? Divergence { get; init; }

    /// <summary>Null when no repair rounds were run.</summary>
    public ConvergenceMetrics? Convergence { get; init; }

    /// <summary>What healed replicas that were behind; null when nobody counted.</summary>
    public HealingMetrics? Healing { get; init; }

    /// <summary>Load of nodes and keys beside what was to be expected; null when nobody counted.</summary>
    public LoadMetrics? Load { get; init; }

    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<NodeLoad> Nodes { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<ErrorCount> Errors { get; init; }

    public required IReadOnlyList<FaultMetrics> Faults { get; init; }

    public required IReadOnlyList<SecondMetrics> PerSecond { get; init; }

    /// <summary>Operations that a fault told too late may have put into a neighbouring window; 0 as a rule.</summary>
    public long OperationsLateClassified { get; init; }

    /// <summary>Null where nobody judged, and in files of older versions.</summary>
    public VerdictMetrics? Verdict { get; init; }

    /// <summary>What a reader of the figures has to know, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
