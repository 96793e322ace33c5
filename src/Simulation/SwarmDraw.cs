using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Replica;
using DynamoLab.Simulation.Clients;
using DynamoLab.Simulation.Faults;
using DynamoLab.Simulation.Network;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation;

/// <summary>
/// Draws a schedule's options from its seed. Every part draws from a stream of its own, so that limits on one part
/// leave the others as they are.
/// </summary>
public static class SwarmDraw
{
    public static SimulationOptions Draw(ulong seed, SimulationLimits limits)
    {
        var root = new DeterministicRandom(seed);
        var random = root.Fork(1);
        var nodes = limits.NodesMin + random.Next(limits.NodesMax - limits.NodesMin + 1);
        var pace = Pick(random, Pace.Quick, Pace.Quick, Pace.Quick, Pace.Quick, Pace.Quick, Pace.Slow);
        var node = DrawNode(root.Fork(2), nodes, pace);
        var clients = DrawClients(root.Fork(3), limits, pace);
        var chaosMs = pace.ChaosMsMin + random.Next(random.Next(4) == 0 ? pace.ChaosMsMin * 20 : pace.ChaosMsMin * 5);
        var disks = new DiskSettings
        {
            SyncUs = 200 + random.Next(random.Next(4) == 0 ? 50_000 : 5_000),
            SegmentBytes = Pick(random, 512, 2048, 8192, 65_536),
            CompactEvery = Pick(random, 0, 4, 16),
        };
        return new SimulationOptions
        {
            Seed = seed,
            Nodes = nodes,
            Node = node,
            Clients = clients,
            ChaosMs = chaosMs,
            Disks = disks,
            Network = DrawNetwork(root.Fork(4)),
            Clocks = new ClockSettings(Pick(random, 0, 10, 1000, 60_000), Pick(random, 0, 50, 2000)),
            Faults = DrawFaults(root.Fork(5), limits, nodes, chaosMs, node, pace),
        };
    }

    private static NodeOptions DrawNode(DeterministicRandom random, int nodes, Pace pace)
    {
        var replicas = Math.Min(nodes, Pick(random, 3, 3, 3, 2, 2, 1, 4, 5));
        return new NodeOptions
        {
            Id = new NodeId("n1"),
            Address = new NodeAddress("n1", 7000),
            Incarnation = 1,
            Ring = new RingOptions(DrawPlacement(random), replicas, 1 + random.Next(4)),
            ReadQuorum = 1 + random.Next(replicas),
            WriteQuorum = 1 + random.Next(replicas),
            Quorum = Pick(random, QuorumKind.Sloppy, QuorumKind.Sloppy, QuorumKind.Strict),
            Versioning = random.Next(5) > 0 ? VersioningKind.Dvv : Pick(random, VersioningKind.Vv, VersioningKind.Lww),
            ClockEntriesMax = Pick(random, 2, 10, 50),
            Durability = Pick(random, Durability.Memory, Durability.Buffered, Durability.Sync),
            Detector = Pick(random, DetectorKind.Phi, DetectorKind.Fixed, DetectorKind.Jacobson),
            ReadFanout = Pick(random, ReadFanout.All, ReadFanout.All, ReadFanout.Quorum),
            ReplicaTimeoutMs = Pick(random, 1000, 1000, 200, 500),
            RequestTimeoutMs = Pick(random, 5000, 5000, 1000, 2500),
            SpeculativeReadMs = Pick(random, 50, 10),
            ProbeIntervalMs = Pick(random, 500, 1000, 2000) * pace.Background,
            ProbeFanout = Pick(random, 3, 2, 1),
            GossipIntervalMs = Pick(random, 1000, 3000) * pace.Background,
            HintedHandoff = random.Next(6) > 0,
            ReadRepair = random.Next(4) > 0,
            AntiEntropyIntervalMs = Pick(random, 0, 2000, 10_000) * pace.Background,
            ReapIntervalMs = Pick(random, 0, 1500, 5000) * pace.Background,
            ExchangeTimeoutMs = Pick(random, 2000, 5000, 500),
            OperationsMax = random.Next(12) == 0 ? 4 : 65_536,
        };
    }

    /// <summary>The placements with 1024 partitions and more are drawn less often: their rings cost most.</summary>
    private static Placement DrawPlacement(DeterministicRandom random) => random.Next(16) switch
    {
        0 => Placement.FixedPartitions,
        1 => Placement.RandomTokensEqualPartitions,
        _ => Placement.RandomTokens,
    };

    private static ClientSettings DrawClients(DeterministicRandom random, SimulationLimits limits, Pace pace) => new()
    {
        Count = Math.Min(limits.Clients ?? int.MaxValue, 1 + random.Next(6)),
        Keys = Math.Min(limits.Keys ?? int.MaxValue, 1 + random.Next(random.Next(4) == 0 ? 30 : 5)),
        Operations = Math.Min(limits.Operations ?? int.MaxValue, 20 + random.Next(400)),
        PauseMsMax = Pick(random, 10, 100, 400) * pace.Pauses,
        ReadPercent = Pick(random, 50, 50, 20, 80),
        DeletePercent = Pick(random, 0, 15, 15, 50),
        BlindPercent = Pick(random, 25, 0, 100, 10),
        CoverHeldPercent = Pick(random, 0, 0, 30),
        AttemptsMax = 1 + random.Next(3),
        IsSticky = random.Next(2) == 0,
    };

    private static NetworkSettings DrawNetwork(DeterministicRandom random) => new()
    {
        Shape = (DelayShape)random.Next(4),
        DelayUs = Pick(random, 50, 300, 300, 1000, 1000, 5000, 20_000),
        EncodeOneIn = Pick(random, 1, 32, 32, 64, 64, 64, 64, 64),
    };

    private static IReadOnlyList<PlannedFault> DrawFaults(
        DeterministicRandom random, SimulationLimits limits, int nodes, int chaosMs, NodeOptions node, Pace pace)
    {
        // Beyond W - 1 losses of copies nothing is promised of what they held. Most schedules keep within.
        var lossesMax = random.Next(4) == 0 ? 4 : node.WriteQuorum - 1;
        var faults = FaultPlan.Draw(random, nodes, chaosMs, pace.FaultMsMax, node.Durability, lossesMax);
        return limits.Faults is { } only ? [.. faults.Where(f => only.Contains(f.Number))] : faults;
    }

    private static T Pick<T>(DeterministicRandom random, params ReadOnlySpan<T> choices) =>
        choices[random.Next(choices.Length)];
}
