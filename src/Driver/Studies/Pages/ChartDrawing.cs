using System.Globalization;
using System.Net;
using System.Text;

namespace DynamoLab.Driver.Studies.Pages;

/// <summary>A chart as inline SVG; colours are classes of the page's style, so that it follows light
/// and dark.</summary>
internal static class ChartDrawing
{
    public static string Of(LineChart chart)
    {
        var scale = new ChartScale(chart);
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {ChartScale.Width} {ChartScale.Height}\" role=\"img\" "))
            .Append($"aria-label=\"{WebUtility.HtmlEncode(chart.Title)}\">\n");
        Axes(svg, chart, scale);
        for (var i = 0; i < chart.Series.Count; i++)
        {
            Series(svg, chart.Series[i], i, scale);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Axes(StringBuilder svg, LineChart chart, ChartScale scale)
    {
        foreach (var tick in scale.YTicks)
        {
            var y = scale.Y(tick);
            svg.Append(Text($"<line class=\"grid\" x1=\"{ChartScale.Left}\" x2=\"{ChartScale.Right}\" "))
                .Append(Text($"y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>"))
                .Append(Text($"<text class=\"end\" x=\"{ChartScale.Left - 8}\" y=\"{y + 4:0.#}\">"))
                .Append($"{Number(tick)}</text>\n");
        }

        foreach (var tick in scale.XTicks)
        {
            svg.Append(Text($"<text class=\"mid\" x=\"{scale.X(tick):0.#}\" y=\"{ChartScale.Bottom + 20}\">"))
                .Append($"{Number(tick)}</text>\n");
        }

        var middle = (ChartScale.Left + ChartScale.Right) / 2;
        svg.Append(Text($"<text class=\"mid label\" x=\"{middle}\" y=\"{ChartScale.Height - 6}\">"))
            .Append($"{WebUtility.HtmlEncode(chart.XLabel)}</text>\n");
    }

    private static void Series(StringBuilder svg, ChartSeries series, int index, ChartScale scale)
    {
        var places = series.Points.Select(p => Text($"{scale.X(p.X):0.#},{scale.Y(p.Y):0.#}"));
        svg.Append(Text($"<g class=\"s{index}{(series.IsReference ? " reference" : "")}\">"))
            .Append($"<polyline points=\"{string.Join(' ', places)}\"/>");
        foreach (var point in series.IsReference ? [] : series.Points)
        {
            var (x, y) = (scale.X(point.X), scale.Y(point.Y));
            if (point.HalfWidth > 0)
            {
                svg.Append(Text($"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" "))
                    .Append(Text($"y1=\"{scale.Y(Math.Max(0, point.Y - point.HalfWidth)):0.#}\" "))
                    .Append(Text($"y2=\"{scale.Y(point.Y + point.HalfWidth):0.#}\"/>"));
            }

            svg.Append(Text($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3\"><title>"))
                .Append(WebUtility.HtmlEncode(Title(series, point)))
                .Append("</title></circle>");
        }

        svg.Append("</g>\n");
    }

    private static string Title(ChartSeries series, ChartPoint point)
    {
        var bar = point.HalfWidth > 0 ? $" ± {Number(point.HalfWidth)}" : "";
        return $"{series.Name}: {Number(point.Y)}{bar} at {Number(point.X)}";
    }

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
