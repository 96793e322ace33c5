namespace DynamoLab.Core;

/// <summary>The named maxima of the protocol. A host may configure smaller ones; none is exceeded.</summary>
public static class Limits
{
    /// <summary>Longest key, in bytes.</summary>
    public const int KeyBytesMax = 1024;

    /// <summary>Longest value, in bytes.</summary>
    public const int ValueBytesMax = 1024 * 1024;

    /// <summary>
    /// Longest frame, in bytes. A frame may carry a whole sibling set, so it is larger than a value.
    /// </summary>
    public const int FrameBytesMax = 16 * 1024 * 1024;

    /// <summary>
    /// Values of one key together, in bytes, beyond which a coordinator takes no further sibling on. The states of
    /// several coordinators may still be merged, so that it is a part of a frame only.
    /// </summary>
    public const int SiblingBytesMax = FrameBytesMax / 4;

    /// <summary>Longest causal context a client may hand back, in bytes.</summary>
    public const int ContextBytesMax = 64 * 1024;

    /// <summary>Entries, and likewise single dots, in one causal context.</summary>
    public const int ClockEntriesMax = 64 * 1024;

    /// <summary>Siblings of one key in one frame.</summary>
    public const int SiblingsMax = 1024 * 1024;

    /// <summary>Items in one list of a message.</summary>
    public const int ListItemsMax = 1024 * 1024;

    /// <summary>Keys a sender puts in one message that carries a list of keys.</summary>
    public const int KeysPerMessageMax = 4096;

    /// <summary>State bytes in one message that carries a list of states, before the last one is added.</summary>
    public const int StateBytesPerMessage = 256 * 1024;

    /// <summary>Longest text (a reason, a host, a counter's name) in a message, in bytes.</summary>
    public const int TextBytesMax = 16 * 1024;

    /// <summary>Nodes in one cluster.</summary>
    public const int MembersMax = 4096;

    /// <summary>Siblings of one key beyond which a node warns: its writers send no contexts.</summary>
    public const int SiblingsUnwarnedMax = 100;

    /// <summary>Connections to one node, whoever opened them; one more is refused.</summary>
    public const int ConnectionsMax = 10_000;

    /// <summary>HTTP connections among them.</summary>
    public const int HttpConnectionsMax = 1_000;

    /// <summary>Connections that have not said who they are; for one more the oldest of them is closed.</summary>
    public const int StrangersMax = 1_000;

    /// <summary>Time in which a connection must have said who it is, and an HTTP request its headers.</summary>
    public const int HandshakeMsMax = 10_000;

    /// <summary>Time that a connection of a client or of the lab may go without a request.</summary>
    public const int IdleMsMax = 600_000;

    /// <summary>
    /// Time from the first byte of a request's frame to its last, and for the body of an HTTP request.
    /// </summary>
    public const int FrameMsMax = 30_000;

    /// <summary>Time without a reply taken by a client that has some to take.</summary>
    public const int SendMsMax = 30_000;

    /// <summary>Requests of one connection that are not answered; until then no further ones are read.</summary>
    public const int RequestsInFlightMax = 384;

    /// <summary>Bytes that those requests may take together, one request excepted.</summary>
    public const int RequestBytesInFlightMax = 1024 * 1024;

    /// <summary>Such bytes of all connections of clients together; until then no further requests are read.</summary>
    public const int RequestBytesInFlightOfAllMax = 16 * 1024 * 1024;

    /// <summary>Bytes of replies that one connection has not taken; until then no further requests are read.</summary>
    public const int UnreadBytesMax = 256 * 1024;

    /// <summary>
    /// Such bytes of all connections together; beyond, each that has more than <see cref="UnreadBytesMax"/> / 16 is
    /// closed when it is replied to.
    /// </summary>
    public const int UnreadBytesOfAllMax = 64 * 1024 * 1024;

    /// <summary>Headers of an HTTP request together, in bytes.</summary>
    public const int HttpHeaderBytesMax = (2 * ContextBytesMax) + (32 * 1024);

    /// <summary>
    /// Bodies of HTTP requests together, in bytes, until they are answered; until then no further ones are read.
    /// </summary>
    public const int HttpBodyBytesOfAllMax = 16 * 1024 * 1024;

    /// <summary>Time that an HTTP connection may go without a request.</summary>
    public const int HttpIdleMsMax = 120_000;

    /// <summary>Arguments of one command of the Redis protocol, its name included.</summary>
    public const int RespArgumentsMax = (2 * KeysPerMessageMax) + 1;

    /// <summary>Longest command of the Redis protocol, in bytes.</summary>
    public const int RespCommandBytesMax = 4 * 1024 * 1024;

    /// <summary>Longest line of a length in the Redis protocol, in bytes.</summary>
    public const int RespLineBytesMax = 32;

    /// <summary>Values in one reply of the Redis protocol together, in bytes.</summary>
    public const int RespReplyBytesMax = 16 * 1024 * 1024;
}
