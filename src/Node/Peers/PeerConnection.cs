using System.Buffers;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Options;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>A connection to another node's port.</summary>
internal sealed class PeerConnection(CallingSide side, PortNetwork network) : IPeerConnection
{
    // Longer than any answer of a handshake; a Refusal that does not fit is cut short with the connection.
    private const int FrameBytesMax = 1024;

    private Transport? _transport;
    private FrameInput? _input;

    public async Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation)
    {
        _transport = new Transport(await ConnectAsync(address, cancellation), network.Reactor);
        _input = new FrameInput(_transport);
        if (network.Tls is { } tls)
        {
            await _transport.CallTlsAsync(tls, address.Host, cancellation);
        }

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

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => _transport!.SendAsync(frames);

    public async Task<string> WaitForEndAsync(CancellationToken cancellation) =>
        await ReceiveAsync(cancellation) is Refusal refusal
            ? $"refused: {refusal.Reason}"
            : "the connection was closed";

    public void Dispose() => _transport?.Dispose();

    /// <summary>Past TCP where it may and can be; the port is there in any case.</summary>
    private async Task<Socket> ConnectAsync(NodeAddress address, CancellationToken cancellation)
    {
        var port = IPAddress.TryParse(address.Host, out var ip) ? new IPEndPoint(ip, address.Port) : null;
        if (port is not null && network.PeerSockets == PeerSockets.Unix && UnixSocket.TryConnect(port) is { } unix)
        {
            return unix;
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Or the port that the system chooses for this end could be the one that a node started later shall listen
            // on.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            await (port is null
                ? socket.ConnectAsync(address.Host, address.Port, cancellation)
                : socket.ConnectAsync(port, cancellation));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ValueTask SendAsync(Message message, ReadOnlySpan<byte> preface)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(preface);
        FrameCodec.Write(bytes, 0, message);
        return _transport!.SendAsync(bytes.WrittenMemory);
    }

    /// <summary>The next frame's message, or null at the end or where there is none.</summary>
    private async Task<Message?> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = _input!.TryNext(out var frame, out _, FrameBytesMax);
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
