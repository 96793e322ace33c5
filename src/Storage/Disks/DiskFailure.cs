namespace DynamoLab.Storage.Disks;

/// <summary>Why a disk refused.</summary>
public enum DiskFailure
{
    /// <summary>No space is left; it may come back.</summary>
    Full = 1,

    /// <summary>Anything else, such as an input or output error.</summary>
    Error = 2,
}
