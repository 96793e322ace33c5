using DynamoLab.Report.Matrix;

namespace DynamoLab.Report.Tests.Matrix;

public sealed class CsvTableTests
{
    [Fact]
    public void Read_OfQuotedFields_GivesThemAsTheyWere()
    {
        var rows = CsvTable.Read("a,b\n\"x, \"\"y\"\"\",2\r\n\"two\nlines\",\n");

        Assert.Equal(["x, \"y\"", "two\nlines"], rows.Select(row => row["a"]));
        Assert.Equal(["2", ""], rows.Select(row => row["b"]));
    }

    [Fact]
    public void Read_OfNothing_IsNoRows() => Assert.Empty(CsvTable.Read(""));
}
