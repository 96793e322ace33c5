using System.Buffers.Binary;
using System.Text;

namespace DynamoLab.Core.Wire;

/// <summary>
/// Reads the protocol's primitives. Bad input is an expected outcome: the first violation sets <see cref="Failed"/>,
/// every later read returns a default, and nothing is allocated for a length the input cannot hold.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>True when all was read and nothing was wrong.</summary>
    public readonly bool IsComplete => !Failed && _rest.IsEmpty;

    public void Fail()
    {
        Failed = true;
        _rest = default;
    }

    public byte ReadByte() => Take(1) is [var value] ? value : (byte)0;

    public bool ReadBool() => ReadByte() != 0;

    public uint ReadUInt32() =>
        Take(sizeof(uint)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

    public ulong ReadUInt64() =>
        Take(sizeof(ulong)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt64LittleEndian(taken) : 0;

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        Fail();
        return 0;
    }

    /// <summary>A count of items that take at least one byte each; more than the maximum is a violation.</summary>
    public int ReadCount(int countMax) => CheckCount(ReadVarint(), countMax);

    public int CheckCount(ulong count, int countMax)
    {
        if (count <= (ulong)Math.Min(_rest.Length, countMax))
        {
            return (int)count;
        }

        Fail();
        return 0;
    }

    public byte[] ReadBytes(int lengthMax) => ReadSpan(lengthMax).ToArray();

    public byte[]? ReadOptional(int lengthMax)
    {
        var head = ReadVarint();
        if (head > (ulong)lengthMax + 1)
        {
            Fail();
        }

        return Failed || head == 0 ? null : Take((int)head - 1).ToArray();
    }

    public string ReadText(int lengthMax)
    {
        var span = ReadSpan(lengthMax);
        return span.IsEmpty ? "" : Encoding.UTF8.GetString(span);
    }

    public NodeId ReadNode()
    {
        var span = ReadSpan(NodeId.LengthMax);
        return span.IsEmpty ? default : new NodeId(NodeNames.Of(span));
    }

    public Key ReadKey()
    {
        var span = ReadSpan(Limits.KeyBytesMax);
        if (span.IsEmpty)
        {
            Fail();
            return default;
        }

        return new Key(span.ToArray());
    }

    private ReadOnlySpan<byte> ReadSpan(int lengthMax)
    {
        var length = ReadVarint();
        if (length > (ulong)lengthMax)
        {
            Fail();
            return default;
        }

        return Take((int)length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
