namespace DynamoLab.Core.Versions;

/// <summary>What the coordinator adds to a write: the dot it issues and its clock.</summary>
public readonly record struct WriteStamp(Dot Dot, Instant Now);
