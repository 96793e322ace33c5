using System.Buffers.Binary;
using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// The files of a store, one of them changed at a time: it opens, serves what is left, takes a write, and opens again
/// with it.
/// </summary>
internal static class StoreTargets
{
    private const uint Segment = 1;
    private static readonly LogStoreOptions Options = new() { SegmentBytes = 600 };
    private static readonly Key Written = new("written");
    private static readonly MemoryDisk Image = ImageOf();

    public static IEnumerable<FuzzTarget> Make() =>
    [
        TargetOf("log", FileNames.Log(Segment), SealLog, share: 15),
        TargetOf("hint_file", FileNames.Hint(Segment), SealHints, share: 40),
        TargetOf("clean_stop", FileNames.CleanStop, SealMarker, share: 20),
    ];

    private static FuzzTarget TargetOf(string name, string file, Func<byte[], byte[]> seal, int share) =>
        new(name, [BytesOf(Image, file)], bytes => Parse(file, bytes))
        {
            Seal = seal,
            AllocationBase = 512 * 1024,
            AllocationPerByte = 256,
            Share = share,
        };

    private static Verdict Parse(string file, byte[] bytes)
    {
        var disk = Image.Copy();
        disk.Delete(file);
        disk.Append(file, bytes);
        disk.Sync(file);
        if (file == FileNames.Log(Segment))
        {
            // It speaks for another length.
            disk.Delete(FileNames.Hint(Segment));
        }

        LogStore store;
        try
        {
            store = LogStore.Open(disk, Options);
        }
        catch (InvalidDataException refused)
        {
            return Judge.Rejected(refused.Message);
        }

        ReadAll(store);
        store.Apply(new ObjectRecord(Written, Object(1, 100)));
        store.Write();
        Judge.Require(store.IsWritable, store.FailureReason);
        var again = LogStore.Open(disk, Options);
        Judge.Require(again.TryRead(Written) is not null, "what was written after the recovery is gone");
        ReadAll(again);
        return IsRejected(file, store.Recovery) ? Verdict.Rejected : Verdict.Accepted;
    }

    private static bool IsRejected(string file, RecoveryReport found) => file switch
    {
        FileNames.CleanStop => !found.HasProof,
        _ when file == FileNames.Hint(Segment) => found.SegmentsRead > 0,
        _ => found.RecordsQuarantined > 0 || found.BytesCut > 0,
    };

    private static void ReadAll(LogStore store)
    {
        var count = store.Scan(TokenRange.Whole).Count() + store.Hints().Count();
        Judge.Require(count <= 100 + Limits.MembersMax, $"{count} keys and hints");
        store.TakeDamaged();
    }

    /// <summary>Every kind of record in two segments, and a clean stop.</summary>
    private static MemoryDisk ImageOf()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);
        StoreRecord[] records =
        [
            new IncarnationRecord(7, 3),
            new MembersRecord([new KnownMember(new NodeId("node2"), "127.0.0.1", 60001, 5)]),
            new ObjectRecord(new Key("cart"), Object(1, 40)),
            new ObjectRecord(new Key("user"), Object(2, null)),
            new HintRecord(new HintId(new NodeId("node2"), new Key("cart"))),
            new ObjectRecord(new Key("cart"), Object(3, 90)),
            new RemovalRecord(new Key("user")),
            new HintRemovalRecord(new HintId(new NodeId("node2"), new Key("cart"))),
            new ObjectRecord(new Key("more"), Object(4, 200)),
            new ObjectRecord(new Key("last"), Object(5, 20)),
        ];
        foreach (var record in records)
        {
            store.Apply(record);
            store.Write();
            if (store.BeginSync() is { } ticket)
            {
                ticket.Run();
                store.EndSync(ticket, null);
            }
        }

        store.Close();
        return disk;
    }

    private static StoredObject Object(int number, int? valueBytes)
    {
        var dot = new Dot(new Actor(new NodeId("node1"), 1), (ulong)number);
        var value = valueBytes is { } length ? new byte[length] : null;
        var sibling = new Sibling(dot, value, 1000 + number, VersionVector.Empty);
        return new StoredObject(ObjectState.Of(CausalContext.Empty.With(dot), sibling), 1, (ulong)number);
    }

    private static byte[] BytesOf(MemoryDisk disk, string file)
    {
        var bytes = new byte[disk.Length(file)];
        Judge.Require(bytes.Length > 0, $"the sample has no {file}");
        disk.Read(file, 0, bytes);
        return bytes;
    }

    private static byte[] SealLog(byte[] bytes)
    {
        SealHeader(bytes);
        for (var at = FileHeader.Length; bytes.Length - at >= RecordHeader.Length;)
        {
            var record = bytes.AsSpan(at);
            var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(record[14..]);
            var bodyLength = BinaryPrimitives.ReadInt32LittleEndian(record[8..]);
            var length = (long)RecordHeader.Length + keyLength + bodyLength;
            if (bodyLength < 0 || length > record.Length)
            {
                break;
            }

            record = record[..(int)length];
            BinaryPrimitives.WriteUInt32LittleEndian(
                record[4..], Crc32C.Of(record[(RecordHeader.Length + keyLength)..]));
            RecordHeader.Move(record, keyLength, Segment, (uint)at);
            at += (int)length;
        }

        return bytes;
    }

    private static byte[] SealHints(byte[] bytes)
    {
        if (bytes.Length < HintFile.PrefixLength)
        {
            return bytes;
        }

        var entries = bytes.AsSpan(HintFile.PrefixLength);
        var covered = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(FileHeader.Length));
        HintFile.Prefix(Segment, covered, entries).CopyTo(bytes, 0);
        return bytes;
    }

    private static byte[] SealMarker(byte[] bytes)
    {
        SealHeader(bytes);
        if (bytes.Length >= FileHeader.Length + sizeof(uint))
        {
            var crc = bytes.Length - sizeof(uint);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(crc), Crc32C.Of(bytes.AsSpan(0, crc)));
        }

        return bytes;
    }

    private static void SealHeader(Span<byte> bytes)
    {
        const int crcAt = FileHeader.Length - sizeof(uint);
        if (bytes.Length >= FileHeader.Length)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[crcAt..], Crc32C.Of(bytes[..crcAt]));
        }
    }
}
