using DynamoLab.Replica;
using DynamoLab.Simulation.Clients;
using DynamoLab.Simulation.Faults;
using DynamoLab.Simulation.Network;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation;

/// <summary>Everything one schedule is made of; a seed draws all of it (<see cref="SwarmDraw"/>).</summary>
public sealed record SimulationOptions
{
    public required ulong Seed { get; init; }

    /// <summary>Nodes from the start; at least N.</summary>
    public required int Nodes { get; init; }

    /// <summary>The options all nodes share; id, address, incarnation and seeds are each node's own.</summary>
    public required NodeOptions Node { get; init; }

    public required NetworkSettings Network { get; init; }

    public required ClockSettings Clocks { get; init; }

    public required DiskSettings Disks { get; init; }

    public required ClientSettings Clients { get; init; }

    /// <summary>What goes wrong, in order of time.</summary>
    public required IReadOnlyList<PlannedFault> Faults { get; init; }

    /// <summary>How long clients and faults last at most, in simulated milliseconds.</summary>
    public required int ChaosMs { get; init; }

    /// <summary>All of it in one line.</summary>
    public string Describe() => string.Join(
        ' ',
        $"nodes={Nodes}",
        NodeSettings.Describe(Node),
        $"tokens={Node.Ring.TokensPerNode}",
        $"reap_interval_ms={Node.ReapIntervalMs}",
        $"operations_max={Node.OperationsMax}",
        $"sync={Disks.SyncUs}us segment_bytes={Disks.SegmentBytes} compact_every={Disks.CompactEvery}",
        $"clients={Clients.Count} keys={Clients.Keys} operations={Clients.Operations}",
        $"chaos_ms={ChaosMs}",
        $"delay={Network.Shape.ToString().ToLowerInvariant()}/{Network.DelayUs}us",
        $"drift_ppm={Clocks.DriftPpmMax} offset_ms={Clocks.OffsetMsMax}",
        $"faults={Faults.Count}");
}
