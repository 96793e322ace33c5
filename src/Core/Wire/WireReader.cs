using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

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

    /// <summary>0 or 1; anything else is a violation.</summary>
    public bool ReadBool()
    {
        var value = ReadByte();
        if (value > 1)
        {
            Fail();
        }

        return value == 1;
    }

    /// <summary>A byte-sized enum; a number without a name is a violation.</summary>
    public T ReadEnum<T>()
        where T : unmanaged, Enum
    {
        var value = Unsafe.BitCast<byte, T>(ReadByte());
        if (!EnumNames<T>.Has(value))
        {
            Fail();
        }

        return value;
    }

    public uint ReadUInt32() =>
        Take(sizeof(uint)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

    public ulong ReadUInt64() =>
        Take(sizeof(ulong)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt64LittleEndian(taken) : 0;

    /// <summary>The shortest LEB128 form of 64 bits; a longer form or more bits are a violation.</summary>
    public ulong ReadVarint()
    {
        const int lastShift = 63;
        ulong value = 0;
        for (int shift = 0, at = 0; shift <= lastShift && at < _rest.Length; shift += 7)
        {
            var part = _rest[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part >= 0x80)
            {
                continue;
            }

            var isShortest = shift == 0 || part != 0;
            if (!isShortest || (shift == lastShift && part > 1))
            {
                break;
            }

            _rest = _rest[at..];
            return value;
        }

        Fail();
        return 0;
    }

    /// <summary>A varint from 0 to <paramref name="max"/>.</summary>
    public int ReadInt(int max = int.MaxValue) => (int)ReadUpTo((ulong)max);

    /// <summary>A varint from 0 to 2^63 - 1.</summary>
    public long ReadLong() => (long)ReadUpTo(long.MaxValue);

    /// <summary>A count of items that take so many bytes each at least; more than the maximum is a violation.</summary>
    public int ReadCount(int countMax, int itemBytesMin = 1) => CheckCount(ReadVarint(), countMax, itemBytesMin);

    public int CheckCount(ulong count, int countMax, int itemBytesMin = 1)
    {
        if (count <= (ulong)Math.Min(_rest.Length / itemBytesMin, countMax))
        {
            return (int)count;
        }

        Fail();
        return 0;
    }

    public byte[] ReadBytes(int lengthMax) => ReadSpan(lengthMax).ToArray();

    /// <summary>Exactly so many bytes, without their length.</summary>
    public byte[] ReadFixed(int length) => Take(length).ToArray();

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
        if (!Utf8.IsValid(span))
        {
            Fail();
        }

        return Failed || span.IsEmpty ? "" : Encoding.UTF8.GetString(span);
    }

    /// <summary>The valid name of a node.</summary>
    public NodeId ReadNode()
    {
        var node = ReadOptionalNode();
        if (node.IsNone)
        {
            Fail();
        }

        return node;
    }

    /// <summary>The valid name of a node, or nobody.</summary>
    public NodeId ReadOptionalNode()
    {
        var span = ReadSpan(NodeId.LengthMax);
        if (span.IsEmpty)
        {
            return default;
        }

        if (NodeNames.Find(span) is { } name)
        {
            return new NodeId(name);
        }

        Fail();
        return default;
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

    private ulong ReadUpTo(ulong max)
    {
        var value = ReadVarint();
        if (value <= max)
        {
            return value;
        }

        Fail();
        return 0;
    }

    private ReadOnlySpan<byte> ReadSpan(int lengthMax) => Take(ReadInt(lengthMax));

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
