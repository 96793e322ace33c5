using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Faults;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// Draws the faults of one lane, one after the other: those of links and processes, or those of disks.
/// </summary>
internal sealed class ConditionPlan(
    RunningCluster cluster, bool isOfDisks, double intervalSeconds, DeterministicRandom random)
{
    private const int CutMs = 60_000;
    private const int SlowMsMax = 300;
    private const int DiskMsMax = 100;
    private const double HoldSecondsMin = 0.5;

    /// <summary>A stopped process says nothing, to the lab either: longer, and its questions would time out.</summary>
    private const double PauseSecondsMax = 2.5;

    private const double HoldSecondsMax = 5;

    private readonly NodeId[] _nodes = [.. cluster.Nodes.Select(node => node.Id)];

    public Condition Next()
    {
        var gap = TimeSpan.FromSeconds(2 * intervalSeconds * random.NextDouble());
        var fault = isOfDisks ? NextOfDisk() : NextOfLinks();
        var count = 1 + random.Next(Math.Max(1, _nodes.Length / 2));
        var longest = fault is PauseFault ? PauseSecondsMax : HoldSecondsMax;
        var hold = HoldSecondsMin + ((longest - HoldSecondsMin) * random.NextDouble());
        return new Condition(gap, fault, FaultPlan.Draw(_nodes, count, random), TimeSpan.FromSeconds(hold));
    }

    private IFault NextOfLinks()
    {
        var (kind, slowMs) = (random.Next(5), 1 + random.Next(SlowMsMax));
        return kind switch
        {
            0 => new DelayFault("single_partition", CutMs, cluster),
            1 => new DelayFault("cut_in", CutMs, cluster, LinkDirection.In),
            2 => new DelayFault("cut_out", CutMs, cluster, LinkDirection.Out),
            3 => new DelayFault("slow", slowMs, cluster),
            _ => new PauseFault(cluster),
        };
    }

    private DiskRuleFault NextOfDisk()
    {
        var (kind, slowMs) = (random.Next(5), 1 + random.Next(DiskMsMax));
        return kind switch
        {
            0 or 1 => DiskRuleFault.Slow(slowMs, cluster),
            2 => DiskRuleFault.Full(cluster),
            3 => DiskRuleFault.ShortWrite(cluster),
            _ => DiskRuleFault.SyncError(cluster),
        };
    }
}
