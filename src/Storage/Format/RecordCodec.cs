using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Storage.Format;

/// <summary>Records as bytes: what each kind has as key, word and body.</summary>
internal static class RecordCodec
{
    /// <summary>Appends a whole record to the buffer.</summary>
    /// <param name="into">The buffer.</param>
    /// <param name="record">What to write.</param>
    /// <param name="segment">The segment the buffer will be appended to, also the horizon of removals.</param>
    /// <param name="offset">Where in the segment the record will start.</param>
    public static RecordHeader Append(ByteBuffer into, StoreRecord record, uint segment, uint offset)
    {
        var start = into.Length;
        var key = KeyOf(record);
        into.Take(RecordHeader.Length);
        into.Write(key.Bytes);
        WriteBody(into, record);
        var header = new RecordHeader
        {
            Kind = KindOf(record),
            IsTombstone = record is ObjectRecord { Object.State.IsTombstone: true },
            KeyLength = key.Bytes.Length,
            BodyLength = into.Length - start - RecordHeader.Length - key.Bytes.Length,
            Word = WordOf(record, segment),
        };
        ArgumentOutOfRangeException.ThrowIfGreaterThan(header.RecordLength, RecordHeader.RecordLengthMax);
        header.Seal(into.Bytes[start..], segment, offset);
        return header;
    }

    /// <summary>The key a record is about; the default one for kinds without.</summary>
    public static Key KeyOf(StoreRecord record) => record switch
    {
        ObjectRecord written => written.Key,
        RemovalRecord removed => removed.Key,
        HintRecord held => held.Hint.Key,
        HintRemovalRecord home => home.Hint.Key,
        _ => default,
    };

    /// <summary>The object in a record's body; null when it is none, though no byte of it has changed.</summary>
    /// <param name="body">The body.</param>
    /// <param name="hash">The hash of the object's state: the record's word.</param>
    public static StoredObject? ReadObject(ReadOnlySpan<byte> body, ulong hash)
    {
        var reader = new WireReader(body);
        var epoch = reader.ReadVarint();
        var lastCounter = reader.ReadVarint();
        var state = VersionCodec.ReadState(ref reader, hash);
        return reader.IsComplete ? new StoredObject(state, epoch, lastCounter) : null;
    }

    /// <summary>The owner of a hint; none where the body is no name.</summary>
    public static NodeId ReadOwner(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var owner = reader.ReadNode();
        return reader.IsComplete ? owner : default;
    }

    /// <summary>Since when an incarnation's node has a proof; 0 where the body does not tell.</summary>
    public static ulong ReadProvenSince(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var provenSince = reader.ReadVarint();
        return reader.IsComplete ? provenSince : 0;
    }

    public static IReadOnlyList<KnownMember> ReadMembers(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var members = new List<KnownMember>();
        for (var count = reader.ReadCount(Limits.MembersMax); count > 0 && !reader.Failed; count--)
        {
            members.Add(new KnownMember(
                reader.ReadNode(),
                reader.ReadText(Limits.TextBytesMax),
                reader.ReadInt(ushort.MaxValue),
                reader.ReadVarint()));
        }

        return reader.IsComplete ? members : [];
    }

    private static RecordKind KindOf(StoreRecord record) => record switch
    {
        ObjectRecord => RecordKind.Object,
        RemovalRecord => RecordKind.Removal,
        HintRecord => RecordKind.Hint,
        HintRemovalRecord => RecordKind.HintRemoval,
        IncarnationRecord => RecordKind.Incarnation,
        MembersRecord => RecordKind.Members,
        _ => throw new ArgumentException(
            $"{record.GetType().Name} is no record this store knows.", nameof(record)),
    };

    private static ulong WordOf(StoreRecord record, uint segment) => record switch
    {
        ObjectRecord written => written.Object.State.Hash,
        RemovalRecord or HintRemovalRecord => segment,
        IncarnationRecord lived => lived.Incarnation,
        _ => 0,
    };

    private static void WriteBody(ByteBuffer into, StoreRecord record)
    {
        var writer = new WireWriter(into);
        switch (record)
        {
            case ObjectRecord written:
                writer.WriteVarint(written.Object.Epoch);
                writer.WriteVarint(written.Object.LastCounter);
                VersionCodec.Write(ref writer, written.Object.State);
                break;
            case HintRecord held:
                writer.WriteNode(held.Hint.Owner);
                break;
            case HintRemovalRecord home:
                writer.WriteNode(home.Hint.Owner);
                break;
            case IncarnationRecord lived:
                writer.WriteVarint(lived.ProvenSince);
                break;
            case MembersRecord known:
                WriteMembers(ref writer, known.Members);
                break;
        }

        writer.Flush();
    }

    private static void WriteMembers(ref WireWriter writer, IReadOnlyList<KnownMember> members)
    {
        writer.WriteInt(members.Count, Limits.MembersMax);
        foreach (var member in members)
        {
            writer.WriteNode(member.Node);
            writer.WriteText(member.Host, Limits.TextBytesMax);
            writer.WriteInt(member.Port, ushort.MaxValue);
            writer.WriteVarint(member.Incarnation);
        }
    }
}
