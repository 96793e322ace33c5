namespace DynamoLab.Core.Messages;

/// <summary>What a connection is for; said once, in its first frame.</summary>
public enum Role : byte
{
    /// <summary>Reads and writes.</summary>
    Client = 1,

    /// <summary>One-way messages from another node.</summary>
    Peer = 2,

    /// <summary>The lab itself: never delayed by a fault gate.</summary>
    Control = 3,
}
