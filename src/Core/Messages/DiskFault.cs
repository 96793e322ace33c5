namespace DynamoLab.Core.Messages;

/// <summary>How a disk under a fault fails.</summary>
public enum DiskFault : byte
{
    /// <summary>It does not: it may be slow, though.</summary>
    None = 0,

    /// <summary>Writes and fsyncs fail, and nothing is written.</summary>
    Error = 1,

    /// <summary>Writes fail for lack of space, and nothing is written; what is there can still be fsynced.</summary>
    Full = 2,

    /// <summary>Writes fail for lack of space after the first half of their bytes.</summary>
    Short = 3,

    /// <summary>Writes succeed and fsyncs fail: what was written since the last good one may be gone.</summary>
    SyncError = 4,
}
