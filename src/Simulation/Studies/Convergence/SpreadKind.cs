namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>Which way news travels in an exchange.</summary>
public enum SpreadKind
{
    /// <summary>Both ways, as in the lab's exchange.</summary>
    PushPull,

    /// <summary>From who opens the exchange to its peer only.</summary>
    Push,
}
