namespace DynamoLab.Core.Storage;

/// <summary>The key is forgotten: reaped, or handed to its owners.</summary>
public sealed record RemovalRecord(Key Key) : StoreRecord;
