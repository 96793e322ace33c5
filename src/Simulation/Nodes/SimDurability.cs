namespace DynamoLab.Simulation.Nodes;

/// <summary>What a record must have reached before it is acknowledged: <c>--durability</c>.</summary>
public enum SimDurability
{
    /// <summary>Memory: a crash loses everything.</summary>
    Memory,
}
