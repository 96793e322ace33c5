namespace DynamoLab.Core.Messages;

/// <summary>How a request of a client ended.</summary>
public enum Outcome : byte
{
    /// <summary>The quorum was met.</summary>
    Ok = 0,

    /// <summary>Too few answers, in time or at all; the response says how many were needed and came.</summary>
    QuorumUnmet = 1,

    /// <summary>No replica took the write.</summary>
    NoCoordinator = 2,

    /// <summary>The request itself is wrong: too large, malformed, R or W outside 1..N.</summary>
    Invalid = 3,

    /// <summary>The node has too much in flight and took nothing on.</summary>
    Overloaded = 4,

    /// <summary>The coordinator could not store the write.</summary>
    StoreFailed = 5,

    /// <summary>The node is not in the ring yet.</summary>
    NotReady = 6,
}
