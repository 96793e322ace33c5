using System.Globalization;
using System.Text.Json;
using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Bundles;

/// <summary>The bundle's figures beside those of the repeats, and the verdict.</summary>
internal sealed class RerunReport
{
    /// <summary>With which all figures together lie inside, if nothing has changed.</summary>
    private const double Confidence = 0.95;

    private static readonly string[] Columns =
        ["metric", "unit", "bundle", "repeats", "mean", "low", "high", "verdict"];

    private readonly List<ComparedMetric> _metrics;

    /// <param name="bundled">The text of the bundle's <c>metrics.json</c>.</param>
    /// <param name="repeats">Those of the repeats, at least two.</param>
    public RerunReport(string bundled, IReadOnlyList<string> repeats)
    {
        var (wanted, seen) = (Parse(bundled), repeats.Select(Parse).ToList());
        var there = HeadlineMetric.All.Where(m => m.Of(wanted) is not null).ToList();

        // Each figure's interval is so much wider that all of them together hold with 95% (Bonferroni).
        var each = 1 - ((1 - Confidence) / Math.Max(1, there.Count));
        _metrics = [.. there.Select(m => new ComparedMetric(
            m, m.Of(wanted)!.Value, [.. seen.Select(m.Of).OfType<double>()], repeats.Count, each))];
    }

    public bool IsInside => _metrics.All(m => m.IsInside);

    public string Csv => SmallCsv.Of(Columns, Rows());

    public IEnumerable<string> Lines()
    {
        var table = new TextTable(Columns);
        foreach (var row in Rows())
        {
            table.Add(row);
        }

        return table.Lines().Append(Summary());
    }

    private string Summary()
    {
        var outside = _metrics.Where(m => !m.IsInside).Select(m => m.Metric.Name).ToList();
        return outside.Count == 0
            ? $"verdict: reproduced: all {_metrics.Count} figures lie within their 95% intervals"
            : $"verdict: not reproduced: {outside.Count} of {_metrics.Count} figures lie outside of their "
                + $"95% intervals ({string.Join(", ", outside)})";
    }

    private IEnumerable<string[]> Rows() => _metrics.Select(m => new[]
    {
        m.Metric.Name, m.Metric.Unit, Number(m.Bundled),
        m.Repeats.Count.ToString(CultureInfo.InvariantCulture),
        Number(m.Mean), Number(m.Mean - m.HalfWidth), Number(m.Mean + m.HalfWidth),
        m.IsInside ? "inside" : m.Repeats.Count < m.RepeatCount ? "missing" : "outside",
    });

    private static JsonElement Parse(string metrics)
    {
        using var json = JsonDocument.Parse(metrics);
        return json.RootElement.Clone();
    }

    private static string Number(double number) =>
        double.IsNaN(number) ? "" : number.ToString("0.#####", CultureInfo.InvariantCulture);
}
