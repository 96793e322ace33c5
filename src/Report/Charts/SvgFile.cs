using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Charts;

/// <summary>
/// A chart as a file of its own, with title, legend and provenance inside. Its colours are plain, so that programs
/// which know no variables draw it too; a browser in the dark gets the dark ones.
/// </summary>
public static partial class SvgFile
{
    private const int Margin = 20;
    private const int TitleLine = 26;
    private const int LegendLine = 20;
    private const int FootLine = 14;
    private const double FootCharacterWidth = 5.6;
    private const double LegendCharacterWidth = 6.9;

    /// <param name="chart">What is drawn; it has points.</param>
    /// <param name="provenance">What the figures hold for, its parts apart by <c> · </c>.</param>
    public static async Task<string> OfAsync(Chart chart, string provenance)
    {
        var size = new ChartSize(720, 320);
        var drawing = await HtmlRendering.OfAsync<ChartDrawing>(new Dictionary<string, object?>
        {
            [nameof(ChartDrawing.Chart)] = chart,
            [nameof(ChartDrawing.Size)] = size,
        });
        var legend = LegendRows(chart, size.Width);
        var foot = FootRows(provenance, size.Width);
        var top = Margin + TitleLine + (legend.Count * LegendLine) + LegendLine;
        var height = top + size.Height + (foot.Count * FootLine) + Margin;
        var svg = new StringBuilder()
            .Append(Text($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size.Width + (2 * Margin)} {height}\" "))
            .Append(Text($"width=\"{size.Width + (2 * Margin)}\" height=\"{height}\" role=\"img\">\n"))
            .Append($"<title>{Encoded(chart.Title)}</title>\n<style>\n{Style}{NightStyle()}</style>\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n")
            .Append(Text($"<text class=\"title\" x=\"{Margin}\" y=\"{Margin + 14}\">{Encoded(chart.Title)}</text>\n"));
        Legend(svg, legend);
        svg.Append(Text($"<text class=\"unit\" x=\"{Margin}\" y=\"{top - 2}\">{Encoded(chart.Y.Title)}</text>\n"))
            .Append(Text($"<svg x=\"{Margin}\" y=\"{top}\" width=\"{size.Width}\" height=\"{size.Height}\"><g>\n"))
            .Append(OuterFrame().Replace(drawing.Trim(), "")).Append("</g></svg>\n");
        foreach (var (row, text) in foot.Index())
        {
            var y = top + size.Height + 8 + (row * FootLine);
            svg.Append(Text($"<text class=\"foot\" x=\"{Margin}\" y=\"{y}\">{Encoded(text)}</text>\n"));
        }

        return Plain(svg.Append("</svg>\n").ToString());
    }

    private static string Style { get; } = """
        text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
          font-size: 12px; fill: #596273; font-variant-numeric: tabular-nums; }
        .title { font-size: 17px; font-weight: 650; fill: #161b24; } .foot { font-size: 10.5px; }
        .legend { font-size: 12.5px; fill: #161b24; } .rz-axis-title text { text-anchor: middle; }
        .rz-line, .rz-tick-line { stroke: #dfe3e9; } .rz-grid-line { stroke: #dfe3e9; }
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

    private static List<List<(LegendEntry Entry, int X)>> LegendRows(Chart chart, int width)
    {
        var rows = new List<List<(LegendEntry Entry, int X)>>();
        var x = width;
        foreach (var entry in LegendEntry.Of(chart))
        {
            var room = (int)(28 + 18 + (entry.Name.Length * LegendCharacterWidth));
            if (x + room > width)
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
                svg.Append(isBox
                    ? Text($"<rect x=\"{x}\" y=\"{y - 9}\" width=\"20\" height=\"10\" fill=\"{entry.Color}\"/>")
                    : Text($"<path d=\"M {x} {y - 4} h 20\" stroke=\"{entry.Color}\" stroke-width=\"2.5\""));
                svg.Append(isBox ? "" : entry.Style == "dashed" ? " stroke-dasharray=\"4 3\"/>" : "/>")
                    .Append(Text($"<text class=\"legend\" x=\"{x + 26}\" y=\"{y}\">{Encoded(entry.Name)}</text>\n"));
            }
        }
    }

    private static List<string> FootRows(string provenance, int width)
    {
        var rows = new List<string>();
        foreach (var part in provenance.Split(" · ", StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = rows.Count == 0 ? part : $"{rows[^1]} · {part}";
            if (rows.Count > 0 && longer.Length * FootCharacterWidth <= width)
            {
                rows[^1] = longer;
            }
            else
            {
                rows.Add(part);
            }
        }

        return rows;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^<svg[^>]*>|</svg>$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex OuterFrame();
}
