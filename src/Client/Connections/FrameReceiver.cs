using DynamoLab.Core.Wire;

namespace DynamoLab.Client.Connections;

/// <summary>
/// Takes frames out of what a connection receives. The buffer doubles only when it is full of received bytes, so a
/// frame that lies about its length costs nothing.
/// </summary>
internal sealed class FrameReceiver(Stream stream)
{
    private const int BufferBytes = 64 * 1024;
    private const int IdleBufferBytesMax = 1024 * 1024;

    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    public FrameResult TryNext(out Frame frame)
    {
        ReadOnlySpan<byte> received = _buffer.AsSpan(_start, _end - _start);
        var result = FrameCodec.TryRead(ref received, out frame);
        _start = _end - received.Length;
        return result;
    }

    /// <summary>Waits for more bytes; false when the other side has closed.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        if (held == 0)
        {
            _buffer = _buffer.Length > IdleBufferBytesMax ? new byte[BufferBytes] : _buffer;
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            var target = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, held).CopyTo(target);
            _buffer = target;
            (_start, _end) = (0, held);
        }
    }
}
