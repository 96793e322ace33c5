using DynamoLab.Client;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli;

/// <summary>The words of every option that takes one of a few.</summary>
internal static class Choices
{
    public static readonly Choice<OnOff> OnOff = new(("on", Cli.OnOff.On), ("off", Cli.OnOff.Off));

    public static readonly Choice<WorkloadKind> Workload = new(("A", WorkloadKind.A), ("B", WorkloadKind.B));

    public static readonly Choice<KeyDistribution> Distribution =
        new(
            ("uniform", KeyDistribution.Uniform),
            ("zipf", KeyDistribution.Zipf),
            ("ycsb_zipf", KeyDistribution.YcsbZipf));

    public static readonly Choice<FailureMode> FailureMode = new(
        ("none", Experiments.FailureMode.None),
        ("crash", Experiments.FailureMode.Crash),
        ("slow", Experiments.FailureMode.Slow),
        ("single_partition", Experiments.FailureMode.SinglePartition),
        ("partition", Experiments.FailureMode.SinglePartition),
        ("slow_disk", Experiments.FailureMode.SlowDisk),
        ("disk_full", Experiments.FailureMode.DiskFull));

    public static readonly Choice<WriteContext> WriteContext = new(
        ("last", Experiments.WriteContext.Last),
        ("read", Experiments.WriteContext.Read),
        ("blind", Experiments.WriteContext.Blind));

    public static readonly Choice<Routing> Routing = new(
        ("random", Client.Routing.Random),
        ("sticky", Client.Routing.Sticky),
        ("token_aware", Client.Routing.TokenAware));

    public static readonly Choice<QuorumKind> Quorum =
        new(("sloppy", QuorumKind.Sloppy), ("strict", QuorumKind.Strict));

    public static readonly Choice<Placement> Placement = new(
        ("fixed_partitions", Core.Ring.Placement.FixedPartitions),
        ("random_tokens", Core.Ring.Placement.RandomTokens),
        ("random_tokens_equal_partitions", Core.Ring.Placement.RandomTokensEqualPartitions));

    public static readonly Choice<VersioningKind> Versioning =
        new(("dvv", VersioningKind.Dvv), ("vv", VersioningKind.Vv), ("lww", VersioningKind.Lww));

    public static readonly Choice<DetectorKind> Detector =
        new(("phi", DetectorKind.Phi), ("fixed", DetectorKind.Fixed), ("jacobson", DetectorKind.Jacobson));

    public static readonly Choice<ReadFanout> ReadFanout =
        new(("all", Cluster.ReadFanout.All), ("quorum", Cluster.ReadFanout.Quorum));

    public static readonly Choice<Durability> Durability = new(
        ("memory", Core.Storage.Durability.Memory),
        ("buffered", Core.Storage.Durability.Buffered),
        ("sync", Core.Storage.Durability.Sync));

    public static readonly Choice<PeerSockets> PeerSockets =
        new(("unix", Cluster.PeerSockets.Unix), ("tcp", Cluster.PeerSockets.Tcp));

    public static readonly Choice<HostKind> Host =
        new(("embedded", HostKind.Embedded), ("orleans", HostKind.Orleans));
}
