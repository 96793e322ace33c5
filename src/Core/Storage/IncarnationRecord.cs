namespace DynamoLab.Core.Storage;

/// <summary>
/// The node lives in this incarnation. It is durable before the incarnation is used, so that none is used twice.
/// </summary>
/// <param name="Incarnation">The incarnation.</param>
/// <param name="ProvenSince">
/// The incarnation since when it is proven that no dot was forgotten. A clean stop proves that for one life only: without
/// this, the life after the next would trust the epochs of one that was killed. Default 0: since the first.
/// </param>
public sealed record IncarnationRecord(ulong Incarnation, ulong ProvenSince = 0) : StoreRecord;
