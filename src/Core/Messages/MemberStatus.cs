namespace DynamoLab.Core.Messages;

/// <summary>What is known of a member. Liveness is not: that is each observer's own opinion.</summary>
public enum MemberStatus : byte
{
    /// <summary>Part of the ring.</summary>
    Joined = 1,

    /// <summary>Left for good; kept so that old gossip cannot bring it back.</summary>
    Left = 2,
}
