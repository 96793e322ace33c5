using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DynamoLab.Core.Wire;

/// <summary>Appends the protocol's primitives to a buffer. Call <see cref="Flush"/> when done.</summary>
public ref struct WireWriter(IBufferWriter<byte> output)
{
    private const int VarintBytesMax = 10;

    private Span<byte> _span = output.GetSpan(VarintBytesMax);
    private int _used;

    public void Flush()
    {
        if (_used > 0)
        {
            output.Advance(_used);
            _used = 0;
        }

        _span = default;
    }

    public void WriteByte(byte value)
    {
        Reserve(1);
        _span[_used++] = value;
    }

    public void WriteBool(bool value) => WriteByte(value ? (byte)1 : (byte)0);

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
        while (value >= 0x80)
        {
            _span[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _span[_used++] = (byte)value;
    }

    /// <summary>A length as varint, then the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarint((ulong)bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>0 for null, otherwise the length plus one and the bytes.</summary>
    public void WriteOptional(byte[]? bytes)
    {
        WriteVarint(bytes is null ? 0 : (ulong)bytes.Length + 1);
        if (bytes is not null)
        {
            WriteRaw(bytes);
        }
    }

    public void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteVarint((ulong)length);
        Reserve(length);
        _used += Encoding.UTF8.GetBytes(text, _span[_used..]);
    }

    public void WriteNode(NodeId node) => WriteText(node.Name ?? "");

    public void WriteKey(Key key) => WriteBytes(key.Bytes);

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_span.Length - _used < count)
        {
            output.Advance(_used);
            _used = 0;
            _span = output.GetSpan(Math.Max(count, 256));
        }
    }
}
