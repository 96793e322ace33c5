namespace DynamoLab.Core.Storage;

/// <summary>A hint is held.</summary>
public sealed record HintRecord(HintId Hint) : StoreRecord;
