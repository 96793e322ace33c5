using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace DynamoLab.Core.Wire;

/// <summary>
/// Appends the protocol's primitives to a buffer. Call <see cref="Flush"/> when done. What a reader would refuse is
/// misuse here and throws, so that a wrong message fails where it is made and not at a peer that closes the link.
/// </summary>
public ref struct WireWriter(IBufferWriter<byte> output)
{
    private const int VarintBytesMax = 10;

    private Span<byte> _span = output.GetSpan(VarintBytesMax);
    private int _used;
    private long _advanced;

    /// <summary>Bytes written so far.</summary>
    public readonly long Length => _advanced + _used;

    public void Flush()
    {
        if (_used > 0)
        {
            Advance();
        }

        _span = default;
    }

    public void WriteByte(byte value)
    {
        Reserve(1);
        _span[_used++] = value;
    }

    public void WriteBool(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <exception cref="ArgumentOutOfRangeException">The number has no name.</exception>
    public void WriteEnum<T>(T value)
        where T : unmanaged, Enum
    {
        if (!EnumNames<T>.Has(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"no {typeof(T).Name}");
        }

        WriteByte(Unsafe.BitCast<T, byte>(value));
    }

    public void WriteUInt32(uint value)
    {
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_span[_used..], value);
        _used += sizeof(uint);
    }

    public void WriteUInt64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_span[_used..], value);
        _used += sizeof(ulong);
    }

    /// <summary>LEB128: seven bits a byte, low bits first.</summary>
    public void WriteVarint(ulong value)
    {
        Reserve(VarintBytesMax);
        var room = _span[_used..];
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[count++] = (byte)(value | 0x80);
        }

        room[count++] = (byte)value;
        _used += count;
    }

    /// <summary>A number from 0 to <paramref name="max"/> as varint.</summary>
    public void WriteInt(int value, int max = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        WriteVarint((ulong)value);
    }

    /// <summary>A number from 0 up as varint.</summary>
    public void WriteLong(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        WriteVarint((ulong)value);
    }

    /// <summary>A length as varint, then the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes, int lengthMax)
    {
        WriteInt(bytes.Length, lengthMax);
        WriteRaw(bytes);
    }

    /// <summary>Bytes of which both sides know how many there are.</summary>
    public void WriteFixed(ReadOnlySpan<byte> bytes, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, length);
        WriteRaw(bytes);
    }

    /// <summary>0 for null, otherwise the length plus one and the bytes.</summary>
    public void WriteOptional(byte[]? bytes, int lengthMax)
    {
        WriteInt(bytes is null ? 0 : bytes.Length + 1, lengthMax + 1);
        if (bytes is not null)
        {
            WriteRaw(bytes);
        }
    }

    public void WriteText(string text, int lengthMax)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteInt(length, lengthMax);
        Reserve(length);
        _used += Encoding.UTF8.GetBytes(text, _span[_used..]);
    }

    /// <exception cref="ArgumentException">The node's name is not valid.</exception>
    public void WriteNode(NodeId node)
    {
        if (!NodeId.IsValid(node.Name))
        {
            throw new ArgumentException($"'{node.Name}' is no name of a node", nameof(node));
        }

        // All ASCII.
        WriteInt(node.Name.Length);
        Reserve(node.Name.Length);
        foreach (var letter in node.Name)
        {
            _span[_used++] = (byte)letter;
        }
    }

    /// <summary>A node, or an empty name for nobody.</summary>
    public void WriteOptionalNode(NodeId node)
    {
        if (node.IsNone)
        {
            WriteByte(0);
        }
        else
        {
            WriteNode(node);
        }
    }

    public void WriteKey(Key key)
    {
        if (key.Bytes.IsEmpty)
        {
            throw new ArgumentException("a key has at least one byte", nameof(key));
        }

        WriteBytes(key.Bytes, Limits.KeyBytesMax);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    private void Advance()
    {
        output.Advance(_used);
        _advanced += _used;
        _used = 0;
    }

    private void Reserve(int count)
    {
        if (_span.Length - _used < count)
        {
            Advance();
            _span = output.GetSpan(Math.Max(count, 256));
        }
    }
}
