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

    // The least bytes that a dot or an entry can take (name, epoch, counter), and a sibling around its dot.
    private const int DotBytesMin = 4;
    private const int SiblingBytesMin = DotBytesMin + 2;

    public static void Write(ref WireWriter writer, ObjectState state)
    {
        Write(ref writer, state.Context);
        writer.WriteInt(state.Siblings.Length, Limits.SiblingsMax);
        foreach (var sibling in state.Siblings)
        {
            Write(ref writer, sibling);
        }
    }

    /// <summary>A state in canonical form; siblings out of order or with the same dot are a violation.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="hash">The state's <see cref="ObjectState.Hash"/> where it is known; 0: it is not.</param>
    public static ObjectState ReadState(ref WireReader reader, ulong hash = 0)
    {
        var context = ReadContext(ref reader);
        var count = reader.ReadCount(Limits.SiblingsMax, SiblingBytesMin);
        var siblings = count == 0 ? [] : new Sibling[count];
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            siblings[i] = ReadSibling(ref reader);
            if (i > 0 && siblings[i - 1].Dot.CompareTo(siblings[i].Dot) >= 0)
            {
                reader.Fail();
            }
        }

        return reader.Failed ? ObjectState.Empty : ObjectState.OfRead(context, siblings, hash);
    }

    public static void Write(ref WireWriter writer, CausalContext context)
    {
        Write(ref writer, context.Vector);
        writer.WriteInt(context.Dots.Length, Limits.ClockEntriesMax);
        foreach (var dot in context.Dots)
        {
            Write(ref writer, dot);
        }
    }

    /// <summary>A context in any order; what comes out is in normal form.</summary>
    public static CausalContext ReadContext(ref WireReader reader)
    {
        var vector = ReadVector(ref reader);
        var count = reader.ReadCount(Limits.ClockEntriesMax, DotBytesMin);
        var dots = count == 0 ? [] : new Dot[count];
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            dots[i] = ReadDot(ref reader);
        }

        return reader.Failed ? CausalContext.Empty : CausalContext.OfRead(vector, dots);
    }

    /// <summary>A context as a client hands it back: at most <see cref="Limits.ContextBytesMax"/> bytes.</summary>
    public static void WriteClientContext(ref WireWriter writer, CausalContext context)
    {
        var start = writer.Length;
        Write(ref writer, context);
        if (writer.Length - start > Limits.ContextBytesMax)
        {
            throw new ArgumentException(
                $"a client's context has at most {Limits.ContextBytesMax} bytes", nameof(context));
        }
    }

    /// <summary>
    /// A context as a client hands it back. Clients are not trusted with numbers so high that no dot could follow on
    /// them: above 2^63 - 1 is a violation.
    /// </summary>
    public static CausalContext ReadClientContext(ref WireReader reader)
    {
        var start = reader.Rest.Length;
        var context = ReadContext(ref reader);
        if (start - reader.Rest.Length > Limits.ContextBytesMax || context.CounterMax > long.MaxValue)
        {
            reader.Fail();
        }

        return reader.Failed ? CausalContext.Empty : context;
    }

    public static void Write(ref WireWriter writer, Dot dot)
    {
        Write(ref writer, dot.Actor);
        WriteCounter(ref writer, dot.Counter);
    }

    public static Dot ReadDot(ref WireReader reader) => new(ReadActor(ref reader), ReadCounter(ref reader));

    /// <summary>A dot; the default one, for "none", is an empty name alone.</summary>
    public static void WriteOptional(ref WireWriter writer, Dot dot)
    {
        if (dot == default)
        {
            writer.WriteOptionalNode(default);
        }
        else
        {
            Write(ref writer, dot);
        }
    }

    public static Dot ReadOptionalDot(ref WireReader reader)
    {
        var node = reader.ReadOptionalNode();
        return node.IsNone ? default : new Dot(new Actor(node, reader.ReadVarint()), ReadCounter(ref reader));
    }

    private static void Write(ref WireWriter writer, Actor actor)
    {
        writer.WriteNode(actor.Node);
        writer.WriteVarint(actor.Epoch);
    }

    private static Actor ReadActor(ref WireReader reader) => new(reader.ReadNode(), reader.ReadVarint());

    /// <summary>Counters count from 1: an entry of 0 would cover nothing, and no canonical form has one.</summary>
    private static void WriteCounter(ref WireWriter writer, ulong counter)
    {
        ArgumentOutOfRangeException.ThrowIfZero(counter);
        writer.WriteVarint(counter);
    }

    private static ulong ReadCounter(ref WireReader reader)
    {
        var counter = reader.ReadVarint();
        if (counter == 0)
        {
            reader.Fail();
        }

        return counter;
    }

    private static void Write(ref WireWriter writer, Sibling sibling)
    {
        Write(ref writer, sibling.Dot);
        writer.WriteLong(sibling.WrittenAtUs);
        var flags = (sibling.IsTombstone ? TombstoneFlag : 0) | (sibling.Clock.Count > 0 ? ClockFlag : 0);
        writer.WriteVarint(flags);
        if (sibling.Clock.Count > 0)
        {
            Write(ref writer, sibling.Clock);
        }

        if (sibling.Value is not null)
        {
            writer.WriteBytes(sibling.Value, Limits.ValueBytesMax);
        }
    }

    private static Sibling ReadSibling(ref WireReader reader)
    {
        var dot = ReadDot(ref reader);
        var writtenAtUs = reader.ReadLong();
        var flags = reader.ReadVarint();
        if ((flags & ~(TombstoneFlag | ClockFlag)) != 0)
        {
            reader.Fail();
        }

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

        ArgumentOutOfRangeException.ThrowIfGreaterThan(vector.Count, Limits.ClockEntriesMax);
        writer.WriteVarint(((ulong)vector.Count << 1) | (hasAges ? 1UL : 0));
        foreach (var entry in vector.Entries)
        {
            Write(ref writer, entry.Actor);
            WriteCounter(ref writer, entry.Counter);
            if (hasAges)
            {
                writer.WriteLong(entry.UpdatedAtMs);
            }
        }
    }

    private static VersionVector ReadVector(ref WireReader reader)
    {
        var head = reader.ReadVarint();
        var count = reader.CheckCount(head >> 1, Limits.ClockEntriesMax, DotBytesMin);
        var hasAges = (head & 1) != 0;
        var entries = count == 0 ? [] : new VersionEntry[count];
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            var dot = ReadDot(ref reader);
            entries[i] = new VersionEntry(dot.Actor, dot.Counter, hasAges ? reader.ReadLong() : 0);
        }

        return reader.Failed ? VersionVector.Empty : VersionVector.OfRead(entries);
    }
}
