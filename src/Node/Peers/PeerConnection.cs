using System.Buffers;
using System.Net;
using System.Net.Sockets;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>
/// One socket to another node: a plain one rather than a pipe pair, because nothing comes back over it but the answer
/// to the first frame, and a hundred of them must cost next to nothing.
/// </summary>
internal sealed class PeerConnection(PeerLinkSetup setup) : IDisposable
{
    // Longer than any Welcome; a Refusal that does not fit is cut short with the connection.
    private const int ReceiveBytesMax = 1024;

    private readonly byte[] _received = new byte[ReceiveBytesMax];
    private int _receivedCount;

    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Connects, says who calls, and waits to hear who answers.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">Whoever listens there refused, or is no node.</exception>
    public async Task<Welcome> OpenAsync(NodeAddress address, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(address.Host, out var ip))
        {
            await Socket.ConnectAsync(new IPEndPoint(ip, address.Port), cancellation);
        }
        else
        {
            await Socket.ConnectAsync(address.Host, address.Port, cancellation);
        }

        var hello = new ArrayBufferWriter<byte>(256);
        hello.Write(Preface.Bytes);
        FrameCodec.Write(hello, 0, new Hello(Role.Peer, setup.Self, setup.Incarnation, setup.NextSession()));
        await SendAsync(hello.WrittenMemory);

        return await ReceiveAsync(cancellation) switch
        {
            Welcome welcome => welcome,
            Refusal refusal => throw new IOException($"refused: {refusal.Reason}"),
            _ => throw new IOException("the connection was closed, or no node answers there"),
        };
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await Socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }

    /// <summary>Waits until the other side closes, and says why it did if it told.</summary>
    public async Task<string> WaitForEndAsync(CancellationToken cancellation) =>
        await ReceiveAsync(cancellation) is Refusal refusal
            ? $"refused: {refusal.Reason}"
            : "the connection was closed";

    public void Dispose() => Socket.Dispose();

    /// <summary>The next frame's message, or null at the end or where there is none.</summary>
    private async Task<Message?> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(_received, 0, _receivedCount);
            var result = FrameCodec.TryRead(ref buffer, out var frame, ReceiveBytesMax - sizeof(uint));
            if (result != FrameResult.Incomplete)
            {
                buffer.CopyTo(_received);
                _receivedCount = (int)buffer.Length;
                return result == FrameResult.Complete ? frame.Message : null;
            }

            var count = await Socket.ReceiveAsync(_received.AsMemory(_receivedCount), SocketFlags.None, cancellation);
            if (count == 0)
            {
                return null;
            }

            _receivedCount += count;
        }
    }
}
