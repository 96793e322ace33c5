using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The receiving half of a connection: one buffer, and frames cut out of it where they lie. It grows only when it is
/// full of received bytes, so that a hundred idle links hold little memory and a frame that lies about its length costs
/// nothing.
/// </summary>
internal sealed class FrameInput(Transport transport)
{
    private const int BytesMin = 1024;

    // Up to here it doubles whenever one receive has filled it; beyond, only for a frame that needs it, and rented:
    // long frames leave no garbage.
    private const int EagerBytesMax = 16 * 1024;

    private byte[] _buffer = new byte[BytesMin];
    private int _start;
    private int _end;

    // False when the last receive left room: then it took all there was, and nobody need ask the system.
    private bool _isMoreLikely;

    /// <summary>Bytes received and not taken.</summary>
    public int Count => _end - _start;

    /// <summary>Bytes that have come and were not even received.</summary>
    public int Available => _isMoreLikely ? transport.Available : 0;

    /// <summary>Those bytes; gone with the next <see cref="ReceiveAsync"/>.</summary>
    public ReadOnlySpan<byte> Received => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Takes the next frame out.</summary>
    /// <param name="frame">The frame, where there is a whole one.</param>
    /// <param name="bytes">How many bytes it took.</param>
    /// <param name="frameBytesMax">The longest accepted.</param>
    public FrameResult TryNext(out Frame frame, out int bytes, int frameBytesMax)
    {
        var rest = Received;
        var result = FrameCodec.TryRead(ref rest, out frame, frameBytesMax);
        bytes = _end - _start - rest.Length;
        _start += bytes;
        return result;
    }

    /// <summary>What the next frame is, if it is all there; it is left where it is.</summary>
    public bool TryPeek(out MessageKind kind, out ulong correlation, out long bytes) =>
        FrameCodec.TryPeek(Received, out kind, out correlation, out bytes);

    /// <summary>Drops what was looked at.</summary>
    public void Skip(long bytes) => _start += (int)bytes;

    /// <summary>Takes these bytes out if they come next; null: too few have come to tell.</summary>
    public bool? TryTake(ReadOnlySpan<byte> expected)
    {
        if (Received.Length < expected.Length)
        {
            return null;
        }

        var isThere = Received.StartsWith(expected);
        _start += isThere ? expected.Length : 0;
        return isThere;
    }

    /// <summary>Drops what has been received and not taken.</summary>
    public void Clear() => _start = _end;

    /// <summary>Waits for more bytes, of which <see cref="Add"/> is then told the number: 0 at the end.</summary>
    public ValueTask<int> ReceiveAsync(CancellationToken cancellation)
    {
        MakeRoom();
        return transport.ReceiveAsync(_buffer.AsMemory(_end), cancellation);
    }

    /// <summary>False at the end.</summary>
    public bool Add(int count)
    {
        _end += count;
        _isMoreLikely = _end == _buffer.Length || transport.IsTls;
        return count > 0;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        var isFull = _end == _buffer.Length;
        if (held > 0 && !isFull)
        {
            return;
        }

        var target = _buffer;
        if (held == 0 && _buffer.Length > EagerBytesMax)
        {
            target = new byte[EagerBytesMax];
        }
        else if (isFull && (held > _buffer.Length / 2 || _buffer.Length < EagerBytesMax))
        {
            target = _buffer.Length < EagerBytesMax
                ? new byte[_buffer.Length * 2]
                : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        }

        Received.CopyTo(target);
        if (target != _buffer && _buffer.Length > EagerBytesMax)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _start, _end) = (target, 0, held);
    }
}
