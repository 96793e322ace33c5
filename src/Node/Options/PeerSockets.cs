namespace DynamoLab.Node.Options;

/// <summary>What nodes of one machine talk to each other over: <c>--peer_sockets</c>.</summary>
public enum PeerSockets
{
    /// <summary>Unix-domain sockets, where the system has them and the connection is not encrypted; else TCP.</summary>
    Unix,

    /// <summary>TCP, as nodes of different machines do.</summary>
    Tcp,
}
