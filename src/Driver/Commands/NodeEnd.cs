namespace DynamoLab.Driver.Commands;

/// <summary>What became of a node that was to be stopped.</summary>
internal enum NodeEnd
{
    /// <summary>It left when told to.</summary>
    Stopped,

    /// <summary>It did not leave in time.</summary>
    Killed,

    /// <summary>There was no such process.</summary>
    WasDead,

    /// <summary>The process is not certain to be the node.</summary>
    LeftAlone,
}
