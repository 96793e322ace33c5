using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Tests.Format;

public sealed class HintFileTests
{
    private const int Covered = 500;

    [Fact]
    public void TryRead_WholeEntries_GivesThem()
    {
        var entries = Entry(RecordKind.Object, "key"u8, bodyLength: 90);
        Assert.True(HintFile.TryRead(FileOf(entries), 1, Covered, out var read));
        Assert.True(read.SequenceEqual(entries));
    }

    /// <summary>The CRC is right all the same: a file may have been made by a program that knows how.</summary>
    [Theory]
    [InlineData((byte)1, 200, 5, "a key longer than the file")]
    [InlineData((byte)1, 0, 5, "an object without a key")]
    [InlineData((byte)5, 3, 0, "an incarnation with a key")]
    [InlineData((byte)9, 3, 5, "no kind")]
    [InlineData((byte)1, 3, 90_000, "an object beyond the segment")]
    [InlineData((byte)3, 3, 5, "a body longer than the file")]
    [InlineData((byte)3, 3, -1, "a body of less than nothing")]
    public void TryRead_EntriesThatAreNone_GivesNothing(byte kind, int keyLength, int bodyLength, string why)
    {
        var entries = Entry((RecordKind)kind, "key"u8, bodyLength, (ushort)keyLength);
        Assert.False(HintFile.TryRead(FileOf(entries), 1, Covered, out _), why);
    }

    [Fact]
    public void TryRead_BytesBehindTheLastEntry_GivesNothing() => Assert.False(
        HintFile.TryRead(FileOf([.. Entry(RecordKind.Object, "key"u8, 90), 1, 2, 3]), 1, Covered, out _));

    private static byte[] FileOf(byte[] entries) => [.. HintFile.Prefix(1, Covered, entries), .. entries];

    private static byte[] Entry(RecordKind kind, ReadOnlySpan<byte> key, int bodyLength, ushort? keyLength = null)
    {
        var buffer = new ByteBuffer();
        var header = new RecordHeader { Kind = kind, KeyLength = keyLength ?? key.Length, BodyLength = bodyLength };
        HintFile.AddEntry(buffer, header, default, key, default, new Place(1, 16, 100));
        return buffer.Bytes.ToArray();
    }
}
