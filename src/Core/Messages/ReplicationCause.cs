namespace DynamoLab.Core.Messages;

/// <summary>Why a state is sent to a replica: what the healing of a key is credited to.</summary>
public enum ReplicationCause : byte
{
    /// <summary>A client wrote.</summary>
    Write = 1,

    /// <summary>A read found the replica behind.</summary>
    ReadRepair = 2,

    /// <summary>A hint came home.</summary>
    Hint = 3,

    /// <summary>Membership changed and the key has new owners.</summary>
    Handoff = 4,
}
