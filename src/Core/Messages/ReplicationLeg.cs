namespace DynamoLab.Core.Messages;

/// <summary>The one-way delays of replication: W, A, R and S of Bailis et al., VLDB 2012.</summary>
public enum ReplicationLeg : byte
{
    /// <summary>W: a write reaches a replica.</summary>
    Write = 1,

    /// <summary>A: from there until its acknowledgement is back.</summary>
    Acknowledge = 2,

    /// <summary>R: a read reaches a replica.</summary>
    Read = 3,

    /// <summary>S: from there until its response is back.</summary>
    Respond = 4,
}
