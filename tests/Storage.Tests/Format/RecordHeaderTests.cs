using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Tests.Format;

public sealed class RecordHeaderTests
{
    [Theory]
    [InlineData((byte)1, "key", true)]
    [InlineData((byte)1, "", false)]
    [InlineData((byte)4, "", false)]
    [InlineData((byte)5, "", true)]
    [InlineData((byte)7, "key", false)]
    [InlineData((byte)8, "", false)]
    public void TryRead_Kind_HasAKeyOrNone(byte kind, string key, bool isRecord)
    {
        var record = new byte[RecordHeader.Length + key.Length];
        var header = new RecordHeader { Kind = (RecordKind)kind, KeyLength = key.Length };
        header.Seal(record, segment: 1, offset: 16);

        Assert.Equal(isRecord, RecordHeader.TryRead(record, 1, 16, out _));
    }
}
