using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>
/// One connection to another node. Nothing comes back over it but the answers of the handshake.
/// </summary>
internal sealed class PeerConnection : IDisposable
{
    // Longer than any answer of a handshake; a Refusal that does not fit is cut short with the connection.
    private const int FrameBytesMax = 1024;

    private readonly PeerLinkSetup _setup;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly FrameInput _input;

    public PeerConnection(PeerLinkSetup setup)
    {
        _setup = setup;
        // Or the port that the system chooses for this end could be the one that a node started later shall listen on.
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Transport = new Transport(_socket);
        _input = new FrameInput(Transport);
    }

    public Transport Transport { get; }

    /// <summary>Connects, and shakes hands.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">Whoever listens there refused, or is no node.</exception>
    /// <exception cref="AuthenticationException">Its certificate is none of the cluster's for that host.</exception>
    public async Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(address.Host, out var ip))
        {
            await _socket.ConnectAsync(new IPEndPoint(ip, address.Port), cancellation);
        }
        else
        {
            await _socket.ConnectAsync(address.Host, address.Port, cancellation);
        }

        if (_setup.Tls is { } tls)
        {
            await Transport.CallTlsAsync(tls, address.Host, cancellation);
        }

        var side = _setup.NextCall();
        await SendAsync(side.Hello, Preface.Bytes);
        while (await ReceiveAsync(cancellation) is { } message)
        {
            var step = side.Take(message);
            if (side.Welcome is { } welcome)
            {
                return welcome;
            }

            await SendAsync(step.Send ?? throw new IOException(step.Error), []);
        }

        throw new IOException("the connection was closed, or no node answers there");
    }

    /// <summary>Waits until the other side closes, and says why it did if it told.</summary>
    public async Task<string> WaitForEndAsync(CancellationToken cancellation) =>
        await ReceiveAsync(cancellation) is Refusal refusal
            ? $"refused: {refusal.Reason}"
            : "the connection was closed";

    public void Dispose() => Transport.Dispose();

    private ValueTask SendAsync(Message message, ReadOnlySpan<byte> preface)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(preface);
        FrameCodec.Write(bytes, 0, message);
        return Transport.SendAsync(bytes.WrittenMemory);
    }

    /// <summary>The next frame's message, or null at the end or where there is none.</summary>
    private async Task<Message?> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = _input.TryNext(out var frame, out _, FrameBytesMax);
            if (result != FrameResult.Incomplete)
            {
                return result == FrameResult.Complete ? frame.Message : null;
            }

            if (!_input.Add(await _input.ReceiveAsync(cancellation)))
            {
                return null;
            }
        }
    }
}
