namespace DynamoLab.Node.Gate;

/// <summary>What the fault gate did with a message.</summary>
internal enum GateVerdict
{
    /// <summary>Nothing: it goes on at once.</summary>
    Pass,

    /// <summary>Kept it, to be handed on later.</summary>
    Held,

    /// <summary>The gate is full: the message is lost.</summary>
    Dropped,
}
