namespace DynamoLab.Repair;

/// <summary>What was sent of a hint: the operation that carries it and the hash of the state as it left.</summary>
internal readonly record struct HintFlight(ulong Operation, ulong StateHash);
