using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Network;
using DynamoLab.Simulation.Nodes;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Simulation.Faults;

/// <summary>Lets planned faults begin and end. What a fault added, its end takes away again.</summary>
internal sealed class FaultInjector(World world)
{
    private readonly SortedDictionary<int, PlannedFault> _active = [];
    private readonly Dictionary<SimNode, int> _crashedBy = [];

    public void Start(PlannedFault fault)
    {
        if (fault.A >= world.Nodes.Length || fault.B >= world.Nodes.Length || !IsPossible(fault))
        {
            return;
        }

        world.Coverage.Count(fault.Kind);
        world.Trace.Note(world.NowUs, fault.A, $"{fault} begins");
        _active.Add(fault.Number, fault);
        var index = Enumerable.Range(0, world.Options.Faults.Count).First(i => world.Options.Faults[i] == fault);
        var atUs = world.NowUs + (fault.ForMs * 1000L);
        world.Schedule(new SimEvent(atUs, EventKind.FaultEnd, index, 0, 0, 0, null));
        Begin(fault, new DeterministicRandom(fault.Draw));
    }

    public void End(PlannedFault fault)
    {
        if (_active.Remove(fault.Number))
        {
            world.Trace.Note(world.NowUs, fault.A, $"{fault} ends");
            Undo(fault, new DeterministicRandom(fault.Draw));
        }
    }

    public void EndAll()
    {
        foreach (var fault in _active.Values.ToArray())
        {
            End(fault);
        }

        foreach (var node in world.Nodes)
        {
            if (node is { HasStarted: true, IsUp: false })
            {
                world.StartNode(node);
            }
        }
    }

    private bool IsPossible(PlannedFault fault) => fault.Kind switch
    {
        FaultKind.Join => Array.Exists(world.Nodes, n => !n.HasStarted),
        FaultKind.Crash or FaultKind.PowerLoss or FaultKind.Restart or FaultKind.DiskLoss or FaultKind.Stall
            or FaultKind.ClockJump => world.Nodes[fault.A].IsUp,
        FaultKind.Corruption or FaultKind.DiskFull or FaultKind.DiskError or FaultKind.SyncError =>
            world.Options.Node.Durability != Durability.Memory,
        FaultKind.CutOneWay or FaultKind.CutPair or FaultKind.Reset or FaultKind.FalseAlarm or FaultKind.SlowLink
            or FaultKind.LossOneWay or FaultKind.Split or FaultKind.Isolate => fault.A != fault.B,
        _ => true,
    };

    private void Begin(PlannedFault fault, DeterministicRandom draw)
    {
        var (node, other) = (world.Nodes[fault.A], world.Nodes[fault.B]);
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.PowerLoss or FaultKind.Restart or FaultKind.DiskLoss:
                _crashedBy[node] = fault.Number;
                End(fault.Kind, node);
                break;
            case FaultKind.Corruption:
                world.Corrupt(node, draw);
                break;
            case FaultKind.DiskFull or FaultKind.DiskError or FaultKind.SyncError:
                BreakDisk(fault.Kind, node, draw);
                break;
            case FaultKind.Reset:
                Reset(node, other, draw);
                break;
            case FaultKind.FalseAlarm:
                world.TellLinkDown(node, other);
                break;
            case FaultKind.Stall:
                node.StalledUntilUs = world.NowUs + (fault.ForMs * 1000L);
                break;
            case FaultKind.ClockJump:
                world.JumpClock(node, draw.Next(3) == 0 ? -draw.Next(5_000_000) : draw.Next(30_000_000));
                break;
            case FaultKind.ClockDrift:
                world.SetDrift(node, draw.Next(200_000) - 100_000);
                break;
            case FaultKind.Join:
                world.StartNode(world.Nodes.First(n => !n.HasStarted));
                break;
            default:
                Shift(fault, draw, sign: 1);
                break;
        }
    }

    private void Undo(PlannedFault fault, DeterministicRandom draw)
    {
        var node = world.Nodes[fault.A];
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.PowerLoss or FaultKind.Restart or FaultKind.DiskLoss:
                if (!node.IsUp && _crashedBy[node] == fault.Number)
                {
                    world.StartNode(node);
                }

                break;
            case FaultKind.DiskFull or FaultKind.DiskError or FaultKind.SyncError:
                MendDisk(node);
                break;
            case FaultKind.Stall:
                node.StalledUntilUs = world.NowUs;
                world.Schedule(new SimEvent(world.NowUs, EventKind.Resume, node.Index, 0, 0, node.Life, null));
                break;
            case FaultKind.ClockDrift:
                world.SetDrift(node, 0);
                break;
            default:
                Shift(fault, draw, sign: -1);
                break;
        }
    }

    private void End(FaultKind kind, SimNode node)
    {
        switch (kind)
        {
            case FaultKind.Restart:
                world.StopCleanly(node);
                break;
            case FaultKind.DiskLoss:
                world.LoseDisk(node);
                break;
            default:
                world.Crash(node, kind == FaultKind.PowerLoss);
                break;
        }
    }

    private static void BreakDisk(FaultKind kind, SimNode node, DeterministicRandom draw)
    {
        var disk = node.Storage.Disk;
        switch (kind)
        {
            case FaultKind.DiskFull:
                disk.CapacityBytes = disk.UsedBytes + draw.Next(500);
                break;
            case FaultKind.DiskError:
                (disk.FailAppend, disk.ShortWriteBytes) = (DiskFailure.Error, draw.Next(300));
                break;
            default:
                disk.FailSync = true;
                break;
        }
    }

    /// <summary>A disk has one fault at a time; whatever it was, it is over.</summary>
    private static void MendDisk(SimNode node)
    {
        var disk = node.Storage.Disk;
        (disk.CapacityBytes, disk.FailAppend, disk.ShortWriteBytes, disk.FailSync) = (long.MaxValue, null, 0, false);
    }

    private void Reset(SimNode node, SimNode other, DeterministicRandom draw)
    {
        var losesInFlight = draw.Next(3) > 0;
        world.Link(node.Index, other.Index).Reconnect(losesInFlight);
        world.Link(other.Index, node.Index).Reconnect(losesInFlight);
        world.TellLinkDown(node, other);
        world.TellLinkDown(other, node);
    }

    /// <summary>Faults that are figures: added at the start, taken away at the end.</summary>
    private void Shift(PlannedFault fault, DeterministicRandom draw, int sign)
    {
        var node = world.Nodes[fault.A];
        switch (fault.Kind)
        {
            case FaultKind.Isolate:
                EachLinkOf(fault.A, link => Hold(link, sign));
                HoldClients(node, sign);
                break;
            case FaultKind.CutOneWay:
                Hold(world.Link(fault.A, fault.B), sign);
                break;
            case FaultKind.CutPair:
                Hold(world.Link(fault.A, fault.B), sign);
                Hold(world.Link(fault.B, fault.A), sign);
                break;
            case FaultKind.Split:
                Split(fault, draw.NextUInt64(), sign);
                break;
            case FaultKind.Loss:
                var permille = sign * (20 + draw.Next(500));
                EachLinkOf(fault.A, link => link.LossPermille += permille);
                node.ClientLossPermille += permille;
                break;
            case FaultKind.LossOneWay:
                world.Link(fault.A, fault.B).LossPermille += sign * 1000;
                break;
            case FaultKind.Duplicate:
                var twice = sign * (50 + draw.Next(500));
                EachLinkOf(fault.A, link => link.DuplicatePermille += twice);
                break;
            case FaultKind.SlowNode:
                var delayUs = sign * DrawDelayUs(draw);
                EachLinkOf(fault.A, link => link.ExtraDelayUs += delayUs);
                node.ClientDelayUs += delayUs;
                break;
            case FaultKind.SlowLink:
                world.Link(fault.A, fault.B).ExtraDelayUs += sign * DrawDelayUs(draw);
                break;
            case FaultKind.SlowDisk:
                node.SlowDiskUs += sign * DrawDelayUs(draw);
                break;
        }
    }

    private static long DrawDelayUs(DeterministicRandom draw) =>
        1000 + draw.Next(draw.Next(3) == 0 ? 3_000_000 : 300_000);

    private void Split(PlannedFault fault, ulong groups, int sign)
    {
        // The two that are named are on different sides, whatever the draw says.
        bool IsLeft(int node) => node == fault.A || (node != fault.B && ((groups >> (node % 64)) & 1) == 0);
        foreach (var link in world.Links)
        {
            if (link.From != link.To && IsLeft(link.From) != IsLeft(link.To))
            {
                Hold(link, sign);
            }
        }
    }

    private void EachLinkOf(int node, Action<SimLink> change)
    {
        for (var other = 0; other < world.Nodes.Length; other++)
        {
            if (other != node)
            {
                change(world.Link(node, other));
                change(world.Link(other, node));
            }
        }
    }

    private void Hold(SimLink link, int sign)
    {
        link.Holds += sign;
        world.Release(link);
    }

    private void HoldClients(SimNode node, int sign)
    {
        node.ClientHolds += sign;
        world.ReleaseClients(node);
    }
}
