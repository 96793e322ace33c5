using System.Text;
using System.Text.Json;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Tests.Matrix.Format;

public sealed class LinedJsonTests
{
    [Fact]
    public void Read_OfNestedValues_GivesTheLineOfEach()
    {
        var root = Read(
            "// a comment\n{\n  \"a\": 1,\n\n  \"b\": [true,\n    \"x\\ny\"],\n  \"c\": {\n    \"d\": null }\n}");

        Assert.Equal(2, root.Line);
        Assert.Equal([("a", 3), ("b", 5), ("c", 7)], root.Members.Select(m => (m.Name, m.Line)));
        var list = root.Members[1].Value;
        Assert.Equal([(JsonValueKind.True, 5, ""), (JsonValueKind.String, 6, "x\ny")],
            list.Items.Select(i => (i.Kind, i.Line, i.Text)));
        Assert.Equal(8, root.Members[2].Value.Members[0].Value.Line);
    }

    [Fact]
    public void Read_OfANumber_KeepsItsDigits() =>
        Assert.Equal("0.990", Read("{\"s\": 0.990}").Members[0].Value.Text);

    [Fact]
    public void Read_WithAMarkInFront_CountsAsWithout() =>
        Assert.Equal(2, LinedJson.Read([.. Encoding.UTF8.Preamble, .. "\n{}"u8], "m.json").Line);

    [Theory]
    [InlineData("{\n\"a\": 1\n\"b\": 2}", "m.json, line 3: this is not JSON: ")]
    [InlineData("{\n\"a\": ", "m.json, line 2: this is not JSON: ")]
    [InlineData("", "m.json, line 1: this is not JSON: ")]
    [InlineData("{}\n{}", "m.json, line 2: this is not JSON: ")]
    [InlineData("{\"a\": 1,\n\"a\": 2}", "m.json, line 2: \"a\" stands in line 1 already")]
    public void Read_OfSomethingElse_NamesTheLine(string text, string message)
    {
        var problem = Assert.Throws<CannotRunException>(() => Read(text));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    private static LinedValue Read(string text) => LinedJson.Read(Encoding.UTF8.GetBytes(text), "m.json");
}
