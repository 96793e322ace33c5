using System.CommandLine;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Torture;

namespace DynamoLab.Driver.Cli;

/// <summary>The options of <c>torture</c>.</summary>
internal sealed class TortureOptionSet
{
    public const double MinutesDefault = 5;

    private const int NodesDefault = 5;
    private const int ConcurrencyDefault = 8;
    private const int KeyspaceDefault = 500;
    private const int ValueBytesDefault = 100;
    private const int MaxRepairRoundsDefault = 20;
    private const double SecondsPerMinute = 60;

    /// <summary>Time without faults at the start, or a tenth of the run if that is less.</summary>
    private const double WarmupSecondsMax = 5;

    private static readonly TortureOptions Defaults = new();

    public TortureOptionSet() =>
        Groups =
        [
            new("Torture", [Minutes, Nodes, KillInterval, FaultInterval, PowerFailure]),
            new("Workload", [Concurrency, Rate, Keyspace, ValueBytes]),
            new("Repair and results", [MaxRepairRounds, Results.OutputDir, Results.Label, Results.Seed]),
            Settings.Group,
        ];

    public IReadOnlyList<OptionGroup> Groups { get; }

    public ClusterOptionSet Settings { get; } = new();

    public Option<double> Minutes { get; } = LabOption.Number(
        "minutes", "<minutes>", "how long clients work and nodes die", MinutesDefault);

    public Option<int> Nodes { get; } = LabOption.Int("nodes", "nodes to spawn", NodesDefault);

    public Option<double> KillInterval { get; } = LabOption.Number(
        "kill_interval", "<seconds>", "mean time from the return of killed nodes to the next kill",
        Defaults.KillIntervalSeconds);

    public Option<double> FaultInterval { get; } = LabOption.Number(
        "fault_interval", "<seconds>", "mean time between two faults of links and processes, or of disks",
        Defaults.FaultIntervalSeconds);

    public Option<bool> PowerFailure { get; } = LabOption.Flag(
        "power_failure", "a kill also drops what was not fsynced");

    public Option<int> Concurrency { get; } = LabOption.Int("concurrency", "parallel clients", ConcurrencyDefault);

    public Option<double?> Rate { get; } = LabOption.OptionalNumber(
        "rate", "<ops/s>", "open loop: offered operations per second (default: closed loop)");

    public Option<int> Keyspace { get; } = LabOption.Int("keyspace", "number of keys", KeyspaceDefault);

    public Option<int> ValueBytes { get; } = LabOption.Int("value_bytes", "size of a value", ValueBytesDefault);

    public Option<int> MaxRepairRounds { get; } = LabOption.Int(
        "max_repair_rounds", "rounds to attempt at most, in the end and in between", MaxRepairRoundsDefault);

    public ResultOptionSet Results { get; } = new("torture and the durability");

    /// <summary>What is drawn, timed or taken from the surroundings comes in as <paramref name="origin"/>.</summary>
    public ExperimentOptions Bind(ParseResult result, RunOrigin origin)
    {
        var powerFailure = result.GetValue(PowerFailure);
        var label = $"torture_{Choices.Durability.WordOf(result.GetValue(Settings.Durability))}"
            + (powerFailure ? "_power_failure" : "");
        var seconds = result.GetValue(Minutes) * SecondsPerMinute;
        return Results.Bind(result, origin, label) with
        {
            Nodes = result.GetValue(Nodes),
            Cluster = Settings.Bind(result),
            GivenClusterOptions = Settings.Given(result),
            DurationSeconds = seconds,
            WarmupSeconds = Math.Min(WarmupSecondsMax, seconds / 10),
            Concurrency = result.GetValue(Concurrency),
            Rate = result.GetValue(Rate),
            Keyspace = result.GetValue(Keyspace),
            ValueBytes = result.GetValue(ValueBytes),
            PostRepair = true,
            MaxRepairRounds = result.GetValue(MaxRepairRounds),
            NodeBinary = result.GetValue(Settings.NodeBinary),
            Torture = new TortureOptions
            {
                KillIntervalSeconds = result.GetValue(KillInterval),
                FaultIntervalSeconds = result.GetValue(FaultInterval),
                PowerFailure = powerFailure,
            },
        };
    }
}
