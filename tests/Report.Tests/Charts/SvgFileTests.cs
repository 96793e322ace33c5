using System.Xml.Linq;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Tests.Charts;

public sealed class SvgFileTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task Of_AChart_IsAWellFormedFileWithPlainColours()
    {
        var svg = await SvgFile.OfAsync(Chart("reads & <writes>"), "N=3 R=2 W=2 · seed 7");

        var root = XDocument.Parse(svg).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Contains("reads & <writes>", root.Descendants(Svg + "text").Select(t => t.Value));
        Assert.Contains("N=3 R=2 W=2 · seed 7", root.Descendants(Svg + "text").Select(t => t.Value));
        Assert.Contains("operations per second", root.Descendants(Svg + "text").Select(t => t.Value));
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_ALongProvenance_BreaksItIntoRowsThatFit()
    {
        var part = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"setting_{i} {i}"));

        var svg = await SvgFile.OfAsync(Chart("x"), $"simulated: {part} · seed 7");

        var rows = XDocument.Parse(svg).Descendants(Svg + "text")
            .Where(t => t.Attribute("class")?.Value == "foot").Select(t => t.Value).ToArray();
        Assert.Equal($"simulated: {part} · seed 7", string.Join(' ', rows));
        Assert.All(rows, row => Assert.InRange(row.Length, 1, 133));
    }

    [Fact]
    public async Task Of_TheSameChart_IsTheSameFile() =>
        Assert.Equal(await SvgFile.OfAsync(Chart("x"), "y"), await SvgFile.OfAsync(Chart("x"), "y"));

    [Fact]
    public async Task OfMany_Charts_ClipsEachToItself()
    {
        var svg = await SvgFile.OfManyAsync("all", [Chart("a"), Chart("b")], "");

        var identities = XDocument.Parse(svg).Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.NotEmpty(identities);
        Assert.Equal(identities.Distinct(), identities);
    }

    [Fact]
    public async Task Of_EveryShape_DrawsIt()
    {
        var columns = Chart("x") with
        {
            X = new ChartAxis("node") { Names = ["a", "b"] },
            Series = [new("", [new(0, 3), new(1, 4)]) { Shape = SeriesShape.Columns }],
        };
        var dots = Chart("x") with
        {
            X = new ChartAxis("clients") { Scale = AxisScale.Log2 },
            Series = [new("", [new(1, 3, HalfWidth: 1), new(2, 4), new(4, null)]) { Shape = SeriesShape.DottedLine }],
        };

        Assert.Contains("rz-column-series", await SvgFile.OfAsync(columns, ""), StringComparison.Ordinal);
        var dotted = await SvgFile.OfAsync(dots, "");
        Assert.Contains("rz-marker", dotted, StringComparison.Ordinal);
        Assert.Contains("rz-series-1", dotted, StringComparison.Ordinal);
    }

    private static Chart Chart(string title) => new()
    {
        Name = "chart",
        Title = title,
        X = new ChartAxis("seconds"),
        Y = new ChartAxis("operations per second"),
        Shades = [new Shade(1, 2)],
        ShadeName = "fault",
        Series = [new("achieved", [new(0, 1), new(1, 5), new(2, null), new(3, 2)])],
    };
}
