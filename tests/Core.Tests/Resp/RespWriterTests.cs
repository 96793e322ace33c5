using System.Buffers;
using System.Text;
using DynamoLab.Core.Resp;

namespace DynamoLab.Core.Tests.Resp;

public sealed class RespWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    [Fact]
    public void Replies_InBothVersions_AreWritten()
    {
        var writer = new RespWriter(_output, isVersion3: false);
        writer.Status("OK"u8);
        writer.Error("ERR two\r\nlines");
        writer.Integer(-9_223_372_036_854_775_808);
        writer.Bulk(""u8);
        writer.Bulk("ä");
        writer.BulkOrNull([1, 2]);
        Assert.Equal(
            "+OK\r\n-ERR two lines\r\n:-9223372036854775808\r\n$0\r\n\r\n$2\r\nä\r\n$2\r\n\u0001\u0002\r\n",
            Written());
    }

    [Theory]
    [InlineData(false, "$-1\r\n*2\r\n*4\r\n")]
    [InlineData(true, "_\r\n*2\r\n%2\r\n")]
    public void Replies_ThatDiffer_AreThoseOfTheVersion(bool isVersion3, string expected)
    {
        var writer = new RespWriter(_output, isVersion3);
        writer.BulkOrNull(null);
        writer.Array(2);
        writer.Map(2);
        Assert.Equal(expected, Written());
    }

    private string Written() => Encoding.UTF8.GetString(_output.WrittenSpan);
}
