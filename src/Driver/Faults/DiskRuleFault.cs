using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>
/// The node's disk is slow, so that every write and every fsync waits, or full, so that no write succeeds. Reads go on.
/// </summary>
public sealed class DiskRuleFault : IFault
{
    private const string EveryFile = "*";
    private const long UsPerMs = 1000;

    private readonly DiskRule _rule;
    private readonly RunningCluster _cluster;

    private DiskRuleFault(string kind, DiskRule rule, RunningCluster cluster)
    {
        _rule = rule;
        _cluster = cluster;
        Kind = cluster.Settings.Durability != Core.Storage.Durability.Memory
            ? kind
            : throw new CannotRunException($"--failure_mode {kind} needs a disk, and --durability is memory");
    }

    public string Kind { get; }

    public bool IsHealed => true;

    /// <exception cref="CannotRunException">The cluster keeps its data in memory.</exception>
    public static DiskRuleFault Slow(int delayMs, RunningCluster cluster) => new(
        "slow_disk", new DiskRule(EveryFile, delayMs * UsPerMs, delayMs * UsPerMs, DiskFault.None), cluster);

    /// <exception cref="CannotRunException">The cluster keeps its data in memory.</exception>
    public static DiskRuleFault Full(RunningCluster cluster) =>
        new("disk_full", new DiskRule(EveryFile, 0, 0, DiskFault.Full), cluster);

    /// <summary>Like a full disk, but the first half of what is written stays.</summary>
    /// <exception cref="CannotRunException">The cluster keeps its data in memory.</exception>
    public static DiskRuleFault ShortWrite(RunningCluster cluster) =>
        new("short_write", new DiskRule(EveryFile, 0, 0, DiskFault.Short), cluster);

    /// <summary>Writes succeed and fsyncs fail.</summary>
    /// <exception cref="CannotRunException">The cluster keeps its data in memory.</exception>
    public static DiskRuleFault SyncError(RunningCluster cluster) =>
        new("fsync_error", new DiskRule(EveryFile, 0, 0, DiskFault.SyncError), cluster);

    public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation) =>
        NodeRules.SetAsync(_cluster, Kind, node, new SetDiskRules([_rule]), cancellation);

    public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation) =>
        NodeRules.SetAsync(_cluster, Kind, node, new SetDiskRules([]), cancellation);
}
