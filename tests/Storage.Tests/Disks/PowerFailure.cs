namespace DynamoLab.Storage.Tests.Disks;

/// <summary>The end of a process, from the disk's side.</summary>
internal sealed class PowerFailure : Exception;
