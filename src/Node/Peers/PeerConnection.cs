using System.Buffers;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;
using DynamoLab.Trust;

namespace DynamoLab.Node.Peers;

/// <summary>A connection to another node's port.</summary>
internal sealed class PeerConnection : IPeerConnection
{
    // Longer than any answer of a handshake; a Refusal that does not fit is cut short with the connection.
    private const int FrameBytesMax = 1024;

    private readonly CallingSide _side;
    private readonly ClusterTls? _tls;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Transport _transport;
    private readonly FrameInput _input;

    public PeerConnection(CallingSide side, ClusterTls? tls)
    {
        (_side, _tls) = (side, tls);
        // Or the port that the system chooses for this end could be the one that a node started later shall listen on.
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _transport = new Transport(_socket);
        _input = new FrameInput(_transport);
    }

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

        if (_tls is not null)
        {
            await _transport.CallTlsAsync(_tls, address.Host, cancellation);
        }

        await SendAsync(_side.Hello, Preface.Bytes);
        while (await ReceiveAsync(cancellation) is { } message)
        {
            var step = _side.Take(message);
            if (_side.Welcome is { } welcome)
            {
                return welcome;
            }

            await SendAsync(step.Send ?? throw new IOException(step.Error), []);
        }

        throw new IOException("the connection was closed, or no node answers there");
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => _transport.SendAsync(frames);

    public async Task<string> WaitForEndAsync(CancellationToken cancellation) =>
        await ReceiveAsync(cancellation) is Refusal refusal
            ? $"refused: {refusal.Reason}"
            : "the connection was closed";

    public void Dispose() => _transport.Dispose();

    private ValueTask SendAsync(Message message, ReadOnlySpan<byte> preface)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(preface);
        FrameCodec.Write(bytes, 0, message);
        return _transport.SendAsync(bytes.WrittenMemory);
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
