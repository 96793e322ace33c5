using System.Buffers;

namespace DynamoLab.Core.Wire;

/// <summary>
/// Bytes that are written one behind the other, in a rented array that goes back when it is released: a hundred idle
/// links hold no memory, and long frames leave no garbage. For one thread.
/// </summary>
public sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int CapacityMin = 512;

    /// <summary>The longest array that is kept for what comes next.</summary>
    private const int KeptMax = Limits.StateBytesPerMessage;

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

    /// <summary>Forgets what was written, and keeps the array for what comes next unless it is a long one.</summary>
    public void Clear()
    {
        if (_array.Length > KeptMax)
        {
            Release();
        }

        Count = 0;
    }

    /// <summary>Forgets what was written and gives the array back.</summary>
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
