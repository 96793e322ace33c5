using System.Buffers;

namespace DynamoLab.Node.Connections;

/// <summary>
/// Bytes that wait to be sent, in a rented array that goes back when it is empty: a hundred idle links hold no memory.
/// </summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int CapacityMin = 512;

    private byte[] _array = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Count);
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Release()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
        Count = 0;
    }

    private void Reserve(int more)
    {
        if (_array.Length - Count >= more)
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(CapacityMin, Math.Max(Count + more, Count * 2)));
        _array.AsSpan(0, Count).CopyTo(grown);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = grown;
    }
}
