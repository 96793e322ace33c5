using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Charts;

/// <summary>
/// Charts as a file of its own, with title, legend and provenance inside. Its colours are plain, so that programs
/// which know no variables draw it too; a browser in the dark gets the dark ones.
/// </summary>
public static partial class SvgFile
{
    /// <summary>Pixels across what is drawn.</summary>
    internal const int Width = 720;

    private const int Margin = 20;
    private const int TitleLine = 26;
    private const int LegendLine = 20;
    private const int FootLine = 14;
    private const int SmallAcross = 3;
    private const int SmallTitle = 18;
    private const double FootCharacterWidth = 5.4;
    private const double LegendCharacterWidth = 6.9;

    /// <summary>The folder of charts, within that of what they show.</summary>
    public const string FolderName = "charts";

    /// <summary>Writes every chart into its file below the folder, or writes it anew.</summary>
    /// <exception cref="ReportException">The disk does not take it.</exception>
    public static async Task WriteAllAsync(string folder, IEnumerable<Chart> charts, string provenance)
    {
        foreach (var chart in charts)
        {
            ReportFiles.WriteChart(folder, chart.Name, await OfAsync(chart, provenance));
        }
    }

    /// <param name="chart">What is drawn; it has points.</param>
    /// <param name="provenance">What the figures hold for, its parts apart by <c> · </c>.</param>
    public static async Task<string> OfAsync(Chart chart, string provenance)
    {
        var size = new ChartSize(Width, 340);
        var drawing = Placed(await DrawingAsync(chart, size), 0, 0, size.Width, Shown(size));
        return Sheet(chart.Title, LegendEntry.Of(chart), chart.Y.Title, provenance, drawing, Shown(size));
    }

    /// <param name="title">Above the drawing.</param>
    /// <param name="legend">What its colours mean.</param>
    /// <param name="drawing">A plot as on a page, <see cref="Width"/> wide.</param>
    /// <param name="height">The drawing's.</param>
    /// <inheritdoc cref="OfAsync"/>
    internal static string OfDrawing(
        string title, IReadOnlyList<LegendEntry> legend, string drawing, int height, string provenance) =>
        Sheet(title, legend, "", provenance, Placed(drawing, 0, 0, Width, height), height);

    /// <summary>Many small ones, in rows, each under its own title.</summary>
    /// <param name="title">Of all.</param>
    /// <param name="charts">At least one; they have the same axes and the same legend.</param>
    /// <param name="provenance">What the figures hold for, its parts apart by <c> · </c>.</param>
    public static async Task<string> OfManyAsync(string title, IReadOnlyList<Chart> charts, string provenance)
    {
        var size = new ChartSize((Width / SmallAcross) - 8, ChartSize.Small.Height);
        var rowHeight = Shown(size) + SmallTitle;
        var drawings = new StringBuilder();
        foreach (var (index, chart) in charts.Index())
        {
            var (x, y) = (index % SmallAcross * (Width / SmallAcross), 8 + (index / SmallAcross * rowHeight));
            drawings.Append(Text($"<text class=\"legend\" x=\"{Margin + x}\" y=\"{y + 12}\">"))
                .Append(Encoded(chart.Title)).Append("</text>\n")
                .Append(Placed(await DrawingAsync(chart, size), x, y + SmallTitle, size.Width, Shown(size)));
        }

        var rows = (charts.Count + SmallAcross - 1) / SmallAcross;
        var legend = LegendEntry.Of(charts.FirstOrDefault(c => c.Shades.Count > 0) ?? charts[0]);
        var unit = $"{charts[0].Y.Title}, over {charts[0].X.Title}";
        return Sheet(title, legend, unit, provenance, drawings.ToString(), 8 + (rows * rowHeight));
    }

    private static string Sheet(
        string title, IReadOnlyList<LegendEntry> entries, string unit, string provenance, string drawing,
        int drawingHeight)
    {
        var legend = LegendRows(entries);
        var foot = FootRows(provenance);
        var top = Margin + TitleLine + (legend.Count * LegendLine) + LegendLine;
        var height = top + drawingHeight + (foot.Count * FootLine) + Margin;
        var svg = new StringBuilder()
            .Append(Text($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width + (2 * Margin)} {height}\" "))
            .Append(Text($"width=\"{Width + (2 * Margin)}\" height=\"{height}\" role=\"img\">\n"))
            .Append($"<title>{Encoded(title)}</title>\n<style>\n{Style}{NightStyle()}</style>\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n")
            .Append(Text($"<text class=\"title\" x=\"{Margin}\" y=\"{Margin + 14}\">{Encoded(title)}</text>\n"));
        Legend(svg, legend);
        svg.Append(Text($"<text class=\"unit\" x=\"{Margin}\" y=\"{top - 4}\">{Encoded(unit)}</text>\n"))
            .Append(Text($"<g transform=\"translate(0 {top})\">\n"))
            .Append(drawing).Append("</g>\n");
        foreach (var (row, text) in foot.Index())
        {
            var y = top + drawingHeight + FootLine + (row * FootLine);
            svg.Append(Text($"<text class=\"foot\" x=\"{Margin}\" y=\"{y}\">{Encoded(text)}</text>\n"));
        }

        return Plain(svg.Append("</svg>\n").ToString());
    }

    private static async Task<string> DrawingAsync(Chart chart, ChartSize size) =>
        await HtmlRendering.OfAsync<ChartDrawing>(new Dictionary<string, object?>
        {
            [nameof(ChartDrawing.Chart)] = chart,
            [nameof(ChartDrawing.Size)] = size,
        });

    /// <summary>A drawing at its place; clip paths are named after it, since they are the whole file's.</summary>
    private static string Placed(string drawing, int x, int y, int width, int height) => Text(
        $"<svg x=\"{Margin + x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" ")
        + Frame().Replace(drawing.Trim(), "${box}>")
            .Replace("clip-p", Text($"clip-{x}-{y}-p"), StringComparison.Ordinal)
        + "\n";

    private static int Shown(ChartSize size) => size.Height - HtmlRendering.EmptyTop
        - (size.Height <= ChartSize.Small.Height ? 0 : HtmlRendering.EmptyBottom);

    private static string Style { get; } = """
        text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
          font-size: 12px; fill: #596273; font-variant-numeric: tabular-nums; }
        .title { font-size: 17px; font-weight: 650; fill: #161b24; } .foot { font-size: 10.5px; }
        .legend { font-size: 12.5px; fill: #161b24; } .rz-axis-title text { text-anchor: middle; }
        .rz-axis-title { transform: translateY(-18px); }
        .rz-line, .rz-tick-line, .rz-grid-line { stroke: #dfe3e9; }
        .rz-value-axis .rz-line, .rz-value-axis .rz-tick-line { stroke: none; }
        .rz-area-series path { stroke: none !important; }

        """;

    /// <summary>Rules for the dark, found by the colour of the day.</summary>
    private static string NightStyle()
    {
        var rules = Palette.Colors.Where(c => c.Name[0] == 'c' || c.Name is "shade" or "paper").Select(c =>
            $"[fill=\"{c.Day}\"] {{ fill: {c.Night} !important; }} "
            + $"[stroke=\"{c.Day}\"], [style*=\"stroke: {c.Day}\"] {{ stroke: {c.Night} !important; }}");
        return "@media (prefers-color-scheme: dark) {\n" + string.Join('\n', rules)
            + "\ntext { fill: #a3adbc; } .title, .legend { fill: #e9edf3; }\n"
            + ".rz-line, .rz-tick-line, .rz-grid-line { stroke: #2b323d; }\n}\n";
    }

    private static string Plain(string svg) => Palette.Colors.Aggregate(svg, (text, color) =>
        text.Replace($"var(--{color.Name})", color.Day, StringComparison.Ordinal));

    private static List<List<(LegendEntry Entry, int X)>> LegendRows(IReadOnlyList<LegendEntry> entries)
    {
        var rows = new List<List<(LegendEntry Entry, int X)>>();
        var x = Width;
        foreach (var entry in entries)
        {
            var room = (int)(28 + 18 + (entry.Name.Length * LegendCharacterWidth));
            if (x + room > Width)
            {
                rows.Add([]);
                x = 0;
            }

            rows[^1].Add((entry, x));
            x += room;
        }

        return rows;
    }

    private static void Legend(StringBuilder svg, List<List<(LegendEntry Entry, int X)>> rows)
    {
        foreach (var (row, entries) in rows.Index())
        {
            var y = Margin + TitleLine + (row * LegendLine) + 10;
            foreach (var (entry, place) in entries)
            {
                var x = Margin + place;
                var isBox = entry.Style is "shade" or "column";
                var dashes = entry.Style == "dashed" ? " stroke-dasharray=\"4 3\"" : "";
                var (box, line) = (Text($"<rect x=\"{x}\" y=\"{y - 9}\" width=\"20\" height=\"10\""),
                    Text($"<path d=\"M {x} {y - 4} h 20\" stroke-width=\"2.5\"{dashes}"));
                svg.Append(isBox ? $"{box} fill=\"{entry.Color}\"/>" : $"{line} stroke=\"{entry.Color}\"/>")
                    .Append(Text($"<text class=\"legend\" x=\"{x + 26}\" y=\"{y}\">{Encoded(entry.Name)}</text>\n"));
            }
        }
    }

    private static List<string> FootRows(string provenance)
    {
        var rows = new List<string>();
        foreach (var word in provenance.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (rows.Count > 0 && (rows[^1].Length + 1 + word.Length) * FootCharacterWidth <= Width)
            {
                rows[^1] += $" {word}";
            }
            else if (word != "·")
            {
                rows.Add(word);
            }
        }

        return rows;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^<svg class=\"plot\" (?<box>viewBox=\"[^\"]*\")[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Frame();
}
