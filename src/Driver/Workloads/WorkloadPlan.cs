using DynamoLab.Core;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Workloads;

/// <summary>What all workers of one run share.</summary>
public sealed class WorkloadPlan
{
    public WorkloadPlan(ExperimentOptions options, KeySpace keys)
    {
        Options = options;
        Keys = keys;
        Streams = new SeedStreams(options.Seed);
        Chooser = KeyChooser.Of(options.Distribution, options.ZipfExponent, keys.Count);
        Quota = new OperationQuota(options.Operations);
        Gate = options.Torture is null ? null : new ClientGate();
        Arrivals = options.Rate is { } rate ? new ArrivalSchedule(rate, Streams.Arrivals()) : null;
    }

    public ExperimentOptions Options { get; }

    public KeySpace Keys { get; }

    public SeedStreams Streams { get; }

    public KeyChooser Chooser { get; }

    public OperationQuota Quota { get; }

    /// <summary>Null in a closed loop.</summary>
    public ArrivalSchedule? Arrivals { get; }

    /// <summary>Holds the clients back now and then; null where nothing ever does.</summary>
    public ClientGate? Gate { get; }

    /// <summary>When the workload started; arrivals count from here. Set once, before the first worker runs.</summary>
    public Instant Start { get; set; }
}
