using DynamoLab.Core;

namespace DynamoLab.Node.Options;

/// <summary>
/// What connections may take of a node: by default the limits of the protocol, which has their meaning. Tests take
/// less.
/// </summary>
public sealed record ConnectionLimits
{
    public int ConnectionsMax { get; init; } = Limits.ConnectionsMax;

    public int HttpConnectionsMax { get; init; } = Limits.HttpConnectionsMax;

    public int StrangersMax { get; init; } = Limits.StrangersMax;

    public int HandshakeMsMax { get; init; } = Limits.HandshakeMsMax;

    public int IdleMsMax { get; init; } = Limits.IdleMsMax;

    public int FrameMsMax { get; init; } = Limits.FrameMsMax;

    public int SendMsMax { get; init; } = Limits.SendMsMax;

    public int RequestsInFlightMax { get; init; } = Limits.RequestsInFlightMax;

    public int RequestBytesInFlightMax { get; init; } = Limits.RequestBytesInFlightMax;

    public int RequestBytesInFlightOfAllMax { get; init; } = Limits.RequestBytesInFlightOfAllMax;

    public int HttpBodyBytesOfAllMax { get; init; } = Limits.HttpBodyBytesOfAllMax;

    public int UnreadBytesMax { get; init; } = Limits.UnreadBytesMax;

    public int UnreadBytesOfAllMax { get; init; } = Limits.UnreadBytesOfAllMax;

    /// <summary>Unanswered requests from which on it may be overloaded; default 512.</summary>
    public int OverloadInFlight { get; init; } = 512;

    /// <summary>Requests that wait unread on one connection from which on they are refused; default 512.</summary>
    public int OverloadUnread { get; init; } = 512;

    /// <summary>How late the node must be to what arrives, to be overloaded then; default 10.</summary>
    public int OverloadLagMs { get; init; } = 10;
}
