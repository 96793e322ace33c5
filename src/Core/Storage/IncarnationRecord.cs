namespace DynamoLab.Core.Storage;

/// <summary>
/// The node lives in this incarnation. It is durable before the incarnation is used, so that none is used twice.
/// </summary>
public sealed record IncarnationRecord(ulong Incarnation) : StoreRecord;
