using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Core.Messages;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>One connection to another node. Nothing comes back over it but the answers of the handshake.</summary>
internal interface IPeerConnection : IDisposable
{
    /// <summary>Connects, and shakes hands.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">Whoever listens there refused, or is no node.</exception>
    /// <exception cref="AuthenticationException">Its certificate is none of the cluster's for that host.</exception>
    Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation);

    /// <summary>Sends frames, behind all before them; the memory is the caller's again when it completes.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frames);

    /// <summary>Waits until the other side closes, and says why it did if it told.</summary>
    Task<string> WaitForEndAsync(CancellationToken cancellation);
}
