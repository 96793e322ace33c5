namespace DynamoLab.Core.Storage;

/// <summary>What a store knows of a key without reading its state.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">The hash of its state, as <see cref="Versions.ObjectState.Hash"/> gives it.</param>
/// <param name="IsTombstone">Whether the key is deleted.</param>
public readonly record struct StoredKey(Key Key, ulong Hash, bool IsTombstone);
