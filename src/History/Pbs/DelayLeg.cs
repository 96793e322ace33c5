namespace DynamoLab.History.Pbs;

/// <summary>The one-way delays of WARS, in its order.</summary>
public enum DelayLeg
{
    /// <summary>W: a write, from its coordinator to a replica.</summary>
    Write,

    /// <summary>A: from there to the acknowledgement's arrival.</summary>
    Acknowledge,

    /// <summary>R: a read, from its coordinator to a replica.</summary>
    Read,

    /// <summary>S: from there to the response's arrival.</summary>
    Respond,
}
