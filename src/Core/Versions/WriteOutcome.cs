namespace DynamoLab.Core.Versions;

/// <summary>
/// A write as the coordinator applied it: the state after it, and the context its client may hand back with the next
/// write: what it knew before plus this very write, and not the siblings it never read.
/// </summary>
public readonly record struct WriteOutcome(ObjectState State, CausalContext ClientContext);
