namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>What a step of a schedule does.</summary>
public enum VersionsStepKind
{
    /// <summary>A client reads two replicas and keeps the context.</summary>
    Read,

    /// <summary>A client writes with the context it has of the key.</summary>
    Write,

    /// <summary>Two replicas merge what they hold.</summary>
    Exchange,

    /// <summary>A fallback gives what it holds to all replicas and forgets it.</summary>
    Handoff,
}
