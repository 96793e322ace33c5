namespace DynamoLab.Replica;

/// <summary>What brought a state to a replica that may lack it: whoever changes what is held is credited.</summary>
internal enum HealedBy
{
    /// <summary>Nothing was healed: a client wrote.</summary>
    Nothing,

    /// <summary>A hint that came home (Dynamo §4.6).</summary>
    Hint,

    /// <summary>A read that found the replica behind (Dynamo §5).</summary>
    ReadRepair,

    /// <summary>An exchange that a node began by itself (Dynamo §4.7).</summary>
    BackgroundExchange,

    /// <summary>An exchange of a repair round, which the lab asked for.</summary>
    Round,
}
