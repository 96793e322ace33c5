using System.Buffers;
using System.Net.Sockets;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Client.Tests.Fakes;

/// <summary>The node's end of one connection.</summary>
internal sealed class FakeConnection(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[4 * 1024 * 1024];
    private int _start;
    private int _end;

    public Hello Hello { get; private set; } = null!;

    public void Send(ulong correlation, Message message) => SendRaw(Encode(correlation, message));

    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    public void Dispose() => socket.Dispose();

    public static byte[] Encode(ulong correlation, Message message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameCodec.Write(bytes, correlation, message);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads preface and Hello.</summary>
    public async Task<bool> GreetAsync()
    {
        while (_end < Preface.Length)
        {
            if (!await FillAsync())
            {
                return false;
            }
        }

        Assert.Equal(Preface.Bytes.ToArray(), _buffer[..Preface.Length]);
        _start = Preface.Length;
        Hello = Assert.IsType<Hello>((await NextAsync())?.Message);
        return true;
    }

    /// <summary>The next frame; null once the client has closed.</summary>
    public async Task<Frame?> NextAsync()
    {
        while (true)
        {
            var received = new ReadOnlySpan<byte>(_buffer, _start, _end - _start);
            var result = FrameCodec.TryRead(ref received, out var frame);
            _start = _end - received.Length;
            if (result == FrameResult.Complete)
            {
                return frame;
            }

            Assert.Equal(FrameResult.Incomplete, result);
            if (!await FillAsync())
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        try
        {
            var count = await socket.ReceiveAsync(_buffer.AsMemory(_end));
            _end += count;
            return count > 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
