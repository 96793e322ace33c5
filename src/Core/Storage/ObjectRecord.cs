namespace DynamoLab.Core.Storage;

/// <summary>The key now has this state.</summary>
public sealed record ObjectRecord(Key Key, StoredObject Object) : StoreRecord;
