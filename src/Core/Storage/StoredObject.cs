using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Storage;

/// <summary>
/// A key's state as one replica keeps it, with what is only its own: the epoch in which it coordinates writes to the
/// key and the last dot it issued there. Epoch 0 means that it never has, or cannot prove what it issued.
/// </summary>
public sealed record StoredObject(ObjectState State, ulong Epoch, ulong LastCounter);
