using System.Net;
using System.Text;

namespace DynamoLab.Driver.Studies.Pages;

/// <summary>A study as one page without anything beside it: no script, no request, readable from a disk.</summary>
internal static class StudyPage
{
    private const string Style = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1d2433; --soft: #667085; --line: #e3e6ec;
          --c0: #2563c9; --c1: #c2570c; --c2: #0f8a5f; --c3: #8b3fc0; --c4: #b8860b; --c5: #c22f5b; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171d; --ink: #e6e9ef; --soft: #98a2b3;
          --line: #2c323d; --c0: #6ea8ff; --c1: #ff9d5c; --c2: #4fd1a1; --c3: #c792ff; --c4: #e8c15a; --c5: #ff7fa5; } }
        body { margin: 0 auto; max-width: 1080px; padding: 24px; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 0 0 2px; }
        .about, .unit { color: var(--soft); margin: 0 0 10px; font-size: 13px; }
        .lead { max-width: 75ch; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr)); gap: 32px;
          margin: 28px 0; }
        svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--soft); font-size: 13px; } .mid { text-anchor: middle; } .end { text-anchor: end; }
        .grid { stroke: var(--line); } g polyline { fill: none; stroke-width: 2; stroke: var(--c); }
        g line { stroke: var(--c); stroke-width: 1.5; opacity: .6; } g circle { fill: var(--c); }
        .reference polyline { stroke-dasharray: 5 5; }
        .s0 { --c: var(--c0); } .s1 { --c: var(--c1); } .s2 { --c: var(--c2); }
        .s3 { --c: var(--c3); } .s4 { --c: var(--c4); } .s5 { --c: var(--c5); }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 16px; list-style: none; margin: 0 0 6px; padding: 0;
          font-size: 13px; }
        .legend li::before { content: ""; display: inline-block; width: 16px; margin-right: 6px; vertical-align: middle;
          border-top: 3px solid var(--c); } .legend .reference::before { border-top-style: dashed; }
        .scroll { overflow-x: auto; margin: 8px 0 28px; }
        table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th, td { padding: 3px 12px 3px 0; text-align: right; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child { text-align: left; }
        code { font-size: 13px; overflow-wrap: anywhere; }
        """;

    /// <param name="report">What was found.</param>
    /// <param name="about">The parameters and the seed.</param>
    /// <param name="command">What repeats it.</param>
    public static string Of(StudyReport report, string about, string command)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Encoded(report.Title)}</title>\n<style>\n{Style}\n</style></head>\n<body>\n")
            .Append($"<h1>{Encoded(report.Title)}</h1>\n")
            .Append($"<p class=\"about\">{Encoded(report.Origin)} {Encoded(about)}</p>\n");
        foreach (var paragraph in report.Lead.Concat(report.Findings))
        {
            page.Append($"<p class=\"lead\">{Encoded(paragraph)}</p>\n");
        }

        page.Append("<div class=\"charts\">\n");
        foreach (var chart in report.Charts)
        {
            Chart(page, chart);
        }

        page.Append("</div>\n");
        foreach (var table in report.Tables)
        {
            Table(page, table);
        }

        return page.Append($"<p><code>{Encoded(command)}</code></p>\n</body></html>\n").ToString();
    }

    private static void Chart(StringBuilder page, LineChart chart)
    {
        page.Append($"<section><h2>{Encoded(chart.Title)}</h2>\n<p class=\"unit\">{Encoded(chart.YLabel)}</p>\n")
            .Append("<ul class=\"legend\">");
        for (var i = 0; i < chart.Series.Count; i++)
        {
            var series = chart.Series[i];
            page.Append($"<li class=\"s{i}{(series.IsReference ? " reference" : "")}\">{Encoded(series.Name)}</li>");
        }

        page.Append($"</ul>\n{ChartDrawing.Of(chart)}</section>\n");
    }

    private static void Table(StringBuilder page, StudyTable table)
    {
        page.Append($"<h2>{Encoded(table.Title)}</h2>\n<div class=\"scroll\"><table><thead>");
        Row(page, table.Columns, "th");
        page.Append("</thead>\n<tbody>");
        foreach (var row in table.Rows)
        {
            Row(page, row, "td");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static void Row(StringBuilder page, IReadOnlyList<string> cells, string element)
    {
        page.Append("<tr>");
        foreach (var cell in cells)
        {
            page.Append($"<{element}>{Encoded(cell)}</{element}>");
        }

        page.Append("</tr>\n");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
