using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Trust;

namespace DynamoLab.Node.Tests;

/// <summary>The binary protocol over a plain socket, with nothing between the test and the bytes.</summary>
internal sealed class TestWire(Socket socket) : IDisposable
{
    public int Port => ((IPEndPoint)socket.RemoteEndPoint!).Port;

    private Stream _stream = new NetworkStream(socket);
    private byte[] _received = new byte[64 * 1024];
    private int _count;

    public static async Task<TestWire> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        return new TestWire(socket);
    }

    /// <summary>A connection that has been welcomed.</summary>
    public static async Task<TestWire> OpenAsync(
        int port,
        Role role,
        string sender = "",
        ulong incarnation = 0,
        ulong session = 0,
        ClusterSecret? secret = null,
        ClusterTls? tls = null)
    {
        var hello = new Hello(role, sender.Length == 0 ? default : new NodeId(sender), incarnation, session);
        var wire = await ConnectAsync(port);
        if (tls is not null)
        {
            await wire.SecureAsync(tls, "127.0.0.1");
        }

        await wire.SendBytesAsync(Preface.Bytes.ToArray());
        var side = new CallingSide(hello, secret, count => new byte[count]);
        for (Message? next = hello; side.Welcome is null;)
        {
            await wire.SendAsync(0, next!);
            var step = side.Take((await wire.ReadAsync())!.Value.Message);
            Assert.Equal("", step.Error);
            next = step.Send;
        }

        return wire;
    }

    /// <summary>From now on TLS is spoken.</summary>
    public async Task SecureAsync(ClusterTls tls, string host)
    {
        var secured = new SslStream(_stream);
        await secured.AuthenticateAsClientAsync(tls.CallingOptions(host));
        _stream = secured;
    }

    public async Task SendBytesAsync(params byte[] bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The node may close before it has read all; what it said before is what the test reads.
        }
    }

    public Task SendAsync(ulong correlation, Message message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameCodec.Write(bytes, correlation, message);
        return SendBytesAsync(bytes.WrittenSpan.ToArray());
    }

    /// <summary>The next frame, or null at the end of the connection.</summary>
    public async Task<Frame?> ReadAsync()
    {
        while (true)
        {
            var rest = new ReadOnlySpan<byte>(_received, 0, _count);
            if (FrameCodec.TryRead(ref rest, out var frame) == FrameResult.Complete)
            {
                rest.CopyTo(_received);
                _count = rest.Length;
                return frame;
            }

            if (!await ReceiveAsync())
            {
                return null;
            }
        }
    }

    public async Task<T> AskAsync<T>(ulong correlation, Message request)
        where T : Message
    {
        await SendAsync(correlation, request);
        var frame = await ReadAsync();
        Assert.NotNull(frame);
        Assert.Equal(correlation, frame.Value.Correlation);
        return Assert.IsType<T>(frame.Value.Message);
    }

    public async Task ReadPrefaceAsync()
    {
        while (_count < Preface.Length)
        {
            Assert.True(await ReceiveAsync());
        }

        Assert.Equal(Preface.Bytes.ToArray(), _received[..Preface.Length]);
        _count -= Preface.Length;
        _received.AsSpan(Preface.Length, _count).CopyTo(_received);
    }

    /// <summary>All bytes up to the end of the connection, as text.</summary>
    public async Task<string> ReadTextAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return Encoding.ASCII.GetString(_received, 0, _count);
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => socket.Dispose();

    private async Task<bool> ReceiveAsync()
    {
        if (_count == _received.Length)
        {
            Array.Resize(ref _received, _received.Length * 2);
        }

        try
        {
            var count = await _stream.ReadAsync(_received.AsMemory(_count));
            _count += count;
            return count > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
