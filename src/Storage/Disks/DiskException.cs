namespace DynamoLab.Storage.Disks;

/// <summary>A disk could not do what it was asked for.</summary>
public sealed class DiskException(DiskFailure kind, string message) : Exception(message)
{
    public DiskFailure Kind { get; } = kind;
}
