using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Versions;

/// <summary>
/// The canonical encoding of versions: on the wire, on disk and under Merkle trees. Counts and numbers are LEB128
/// varints; a vector's count is shifted left by one, its low bit telling whether the entries carry ages.
/// </summary>
public static class VersionCodec
{
    private const ulong TombstoneFlag = 1;
    private const ulong ClockFlag = 2;

    public static void Write(ref WireWriter writer, ObjectState state)
    {
        Write(ref writer, state.Context);
        writer.WriteVarint((ulong)state.Siblings.Length);
        foreach (var sibling in state.Siblings)
        {
            Write(ref writer, sibling);
        }
    }

    public static ObjectState ReadState(ref WireReader reader)
    {
        var context = ReadContext(ref reader);
        var count = reader.ReadCount(Limits.SiblingsMax);
        var siblings = new Sibling[count];
        for (var i = 0; i < count; i++)
        {
            siblings[i] = ReadSibling(ref reader);
        }

        return reader.Failed ? ObjectState.Empty : ObjectState.Of(context, siblings);
    }

    public static void Write(ref WireWriter writer, CausalContext context)
    {
        Write(ref writer, context.Vector);
        writer.WriteVarint((ulong)context.Dots.Length);
        foreach (var dot in context.Dots)
        {
            Write(ref writer, dot);
        }
    }

    public static CausalContext ReadContext(ref WireReader reader)
    {
        var vector = ReadVector(ref reader);
        var count = reader.ReadCount(Limits.ClockEntriesMax);
        var dots = new Dot[count];
        for (var i = 0; i < count; i++)
        {
            dots[i] = ReadDot(ref reader);
        }

        return reader.Failed ? CausalContext.Empty : CausalContext.Of(vector, dots);
    }

    public static void Write(ref WireWriter writer, Dot dot)
    {
        Write(ref writer, dot.Actor);
        writer.WriteVarint(dot.Counter);
    }

    public static Dot ReadDot(ref WireReader reader) => new(ReadActor(ref reader), reader.ReadVarint());

    private static void Write(ref WireWriter writer, Actor actor)
    {
        writer.WriteNode(actor.Node);
        writer.WriteVarint(actor.Epoch);
    }

    private static Actor ReadActor(ref WireReader reader) => new(reader.ReadNode(), reader.ReadVarint());

    private static void Write(ref WireWriter writer, Sibling sibling)
    {
        Write(ref writer, sibling.Dot);
        writer.WriteVarint((ulong)sibling.WrittenAtUs);
        var flags = (sibling.IsTombstone ? TombstoneFlag : 0) | (sibling.Clock.Count > 0 ? ClockFlag : 0);
        writer.WriteVarint(flags);
        if (sibling.Clock.Count > 0)
        {
            Write(ref writer, sibling.Clock);
        }

        if (sibling.Value is not null)
        {
            writer.WriteBytes(sibling.Value);
        }
    }

    private static Sibling ReadSibling(ref WireReader reader)
    {
        var dot = ReadDot(ref reader);
        var writtenAtUs = (long)reader.ReadVarint();
        var flags = reader.ReadVarint();
        var clock = (flags & ClockFlag) != 0 ? ReadVector(ref reader) : VersionVector.Empty;
        var value = (flags & TombstoneFlag) != 0 ? null : reader.ReadBytes(Limits.ValueBytesMax);
        return new Sibling(dot, value, writtenAtUs, clock);
    }

    private static void Write(ref WireWriter writer, VersionVector vector)
    {
        var hasAges = false;
        foreach (var entry in vector.Entries)
        {
            hasAges |= entry.UpdatedAtMs != 0;
        }

        writer.WriteVarint(((ulong)vector.Count << 1) | (hasAges ? 1UL : 0));
        foreach (var entry in vector.Entries)
        {
            Write(ref writer, entry.Actor);
            writer.WriteVarint(entry.Counter);
            if (hasAges)
            {
                writer.WriteVarint((ulong)entry.UpdatedAtMs);
            }
        }
    }

    private static VersionVector ReadVector(ref WireReader reader)
    {
        var head = reader.ReadVarint();
        var count = reader.CheckCount(head >> 1, Limits.ClockEntriesMax);
        var hasAges = (head & 1) != 0;
        var entries = new VersionEntry[count];
        for (var i = 0; i < count; i++)
        {
            var actor = ReadActor(ref reader);
            var counter = reader.ReadVarint();
            entries[i] = new VersionEntry(actor, counter, hasAges ? (long)reader.ReadVarint() : 0);
        }

        return reader.Failed ? VersionVector.Empty : VersionVector.Of(entries);
    }
}
