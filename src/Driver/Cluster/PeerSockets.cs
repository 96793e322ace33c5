namespace DynamoLab.Driver.Cluster;

/// <summary>What nodes of one machine talk to each other over: <c>--peer_sockets</c>.</summary>
public enum PeerSockets
{
    /// <summary>Unix-domain sockets, where the system has them and the cluster does without TLS. The default.</summary>
    Unix,

    /// <summary>TCP: for tools that watch or shape the traffic of the loopback interface.</summary>
    Tcp,
}
