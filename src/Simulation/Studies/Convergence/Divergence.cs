namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>How the replicas of a key differ before the first round.</summary>
public enum Divergence
{
    /// <summary>One replica took a write that the others missed.</summary>
    OneAhead,

    /// <summary>Every replica took a write of its own: all become siblings.</summary>
    AllDiffer,
}
