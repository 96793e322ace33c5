using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class TextTableTests
{
    [Fact]
    public void Lines_Rows_AreAligned()
    {
        var table = new TextTable("window", "ops/s", "p99");
        table.Add("warmup", "12,345", "1.2");
        table.Add("steady", "9", "10.25");

        Assert.Equal(
            ["window   ops/s    p99", "warmup  12,345    1.2", "steady       9  10.25"],
            table.Lines());
    }

    [Fact]
    public void Add_RowOfAnotherLength_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextTable("a", "b").Add("only one"));
}
