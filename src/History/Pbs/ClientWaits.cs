namespace DynamoLab.History.Pbs;

/// <summary>How long clients waited for operations, by the node they spoke to, in milliseconds.</summary>
public sealed record ClientWaits(IDelay Writes, IDelay Reads);
