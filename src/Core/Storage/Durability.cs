namespace DynamoLab.Core.Storage;

/// <summary>When a record counts as durable, and so when a write may be acknowledged.</summary>
public enum Durability : byte
{
    /// <summary>At once; a process that ends loses everything.</summary>
    Memory = 0,

    /// <summary>Handed to the operating system: survives the process, not a power failure.</summary>
    Buffered = 1,

    /// <summary>On the disk, by fsync: survives a power failure.</summary>
    Sync = 2,
}
