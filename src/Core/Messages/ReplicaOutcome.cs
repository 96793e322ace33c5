namespace DynamoLab.Core.Messages;

/// <summary>How a replica answered a request of a coordinator.</summary>
public enum ReplicaOutcome : byte
{
    /// <summary>Done, and durable as configured.</summary>
    Ok = 0,

    /// <summary>The sender stands on another ring version; membership was sent back.</summary>
    RingMismatch = 1,

    /// <summary>The replica could not store it.</summary>
    StoreFailed = 2,
}
