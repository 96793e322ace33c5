namespace DynamoLab.Core.Storage;

/// <summary>A hint came home: its owner acknowledged it durably.</summary>
public sealed record HintRemovalRecord(HintId Hint) : StoreRecord;
