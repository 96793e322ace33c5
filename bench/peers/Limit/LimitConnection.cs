using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace DynamoLab.Bench.Peers.Limit;

/// <summary>
/// Messages on a plain socket: length, kind, number, payload. What is appended goes out with <see cref="Flush"/>.
/// </summary>
internal sealed class LimitConnection(Socket socket)
{
    public delegate void Handler(LimitConnection from, LimitKind kind, ulong number, ReadOnlySpan<byte> payload);

    private const int HeaderBytes = sizeof(int) + sizeof(LimitKind) + sizeof(ulong);

    private readonly byte[] _received = new byte[256 * 1024];
    private readonly ArrayBufferWriter<byte> _unsent = new(64 * 1024);
    private int _end;

    public bool HasUnsent => _unsent.WrittenCount > 0;

    public void Append(LimitKind kind, ulong number, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        var length = HeaderBytes + first.Length + second.Length;
        var span = _unsent.GetSpan(length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        span[sizeof(int)] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(span[(sizeof(int) + 1)..], number);
        first.CopyTo(span[HeaderBytes..]);
        second.CopyTo(span[(HeaderBytes + first.Length)..]);
        _unsent.Advance(length);
    }

    /// <summary>Sends all; there is always room, as the clients have few messages under way.</summary>
    public void Flush()
    {
        var bytes = _unsent.WrittenSpan;
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes)..];
        }

        _unsent.ResetWrittenCount();
    }

    /// <summary>Waits for bytes; false when the other side has closed.</summary>
    public async ValueTask<bool> FillAsync()
    {
        var count = await socket.ReceiveAsync(_received.AsMemory(_end), SocketFlags.None);
        _end += count;
        return count > 0;
    }

    /// <summary>Hands over every message that is there whole.</summary>
    public void TakeAll(Handler handle)
    {
        var start = 0;
        while (_end - start >= HeaderBytes)
        {
            var message = _received.AsSpan(start, _end - start);
            var length = BinaryPrimitives.ReadInt32LittleEndian(message);
            if (message.Length < length)
            {
                break;
            }

            var number = BinaryPrimitives.ReadUInt64LittleEndian(message[(sizeof(int) + 1)..]);
            handle(this, (LimitKind)message[sizeof(int)], number, message[HeaderBytes..length]);
            start += length;
        }

        _received.AsSpan(start, _end - start).CopyTo(_received);
        _end -= start;
    }

    public void Close() => socket.Dispose();
}
