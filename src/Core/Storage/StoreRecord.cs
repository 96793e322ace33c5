namespace DynamoLab.Core.Storage;

/// <summary>One change to a replica's store; what a log would append.</summary>
public abstract record StoreRecord;
