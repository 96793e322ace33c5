using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DynamoLab.Storage.Index;

/// <summary>
/// The bytes of all keys in a few large arrays. A key costs its length, two bytes and what rounding up to four takes;
/// an array of its own would cost 24 bytes more, and the garbage collector a look at every one.
/// </summary>
internal sealed class KeyArena
{
    private const int UnitBytes = 4;
    private const int ChunkBits = 18;
    private const int ChunkUnits = 1 << ChunkBits;
    private const int ChunkBytesMin = 1024;

    private readonly List<byte[]> _chunks = [];

    // The first freed slot of each size in units; each freed slot names the next. 0 ends the list.
    private readonly uint[] _free = new uint[UnitsOf(Core.Limits.KeyBytesMax) + 1];

    // Unit 0 is never given out, so that 0 can mean none.
    private uint _next = 1;

    /// <summary>Keeps a key and returns its address.</summary>
    public uint Add(ReadOnlySpan<byte> key)
    {
        var units = UnitsOf(key.Length);
        var address = _free[units];
        if (address != 0)
        {
            _free[units] = MemoryMarshal.Read<uint>(At(address));
        }
        else
        {
            address = Reserve(units);
        }

        var slot = At(address);
        BinaryPrimitives.WriteUInt16LittleEndian(slot, (ushort)key.Length);
        key.CopyTo(slot[sizeof(ushort)..]);
        return address;
    }

    public ReadOnlySpan<byte> Get(uint address)
    {
        var slot = At(address);
        return slot.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(slot));
    }

    /// <summary>Gives the key's place to later keys of its size.</summary>
    public void Remove(uint address)
    {
        var units = UnitsOf(Get(address).Length);
        MemoryMarshal.Write(At(address), in _free[units]);
        _free[units] = address;
    }

    private static int UnitsOf(int keyLength) => (sizeof(ushort) + keyLength + UnitBytes - 1) / UnitBytes;

    private uint Reserve(int units)
    {
        // A key does not lie across two chunks.
        if ((_next & (ChunkUnits - 1)) + units > ChunkUnits)
        {
            _next = checked((uint)((_next | (ChunkUnits - 1)) + 1L));
        }

        var address = _next;
        _next = checked(_next + (uint)units);
        MakeRoom(address, units);
        return address;
    }

    /// <summary>The last chunk grows, so that a store of a few keys is small.</summary>
    private void MakeRoom(uint address, int units)
    {
        var chunk = (int)(address >> ChunkBits);
        if (chunk == _chunks.Count)
        {
            _chunks.Add([]);
        }

        var needed = ((int)(address & (ChunkUnits - 1)) + units) * UnitBytes;
        var bytes = _chunks[chunk];
        if (bytes.Length < needed)
        {
            Array.Resize(ref bytes, Math.Min(ChunkUnits * UnitBytes, Math.Max(2 * needed, ChunkBytesMin)));
            _chunks[chunk] = bytes;
        }
    }

    private Span<byte> At(uint address) =>
        _chunks[(int)(address >> ChunkBits)].AsSpan((int)(address & (ChunkUnits - 1)) * UnitBytes);
}
