using System.Text;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Http;

/// <summary>A node's status in Prometheus' text format 0.0.4.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "dynamolab_";

    public static string Of(StatusResponse status)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in MetricsOf(status))
        {
            // By custom the name of a counter ends in _total.
            var isGauge = MetricHelp.IsGauge(name);
            var metric = isGauge ? $"{Prefix}{name}" : $"{Prefix}{name}_total";
            text.Append($"# HELP {metric} {MetricHelp.Of(name)}\n");
            text.Append($"# TYPE {metric} {(isGauge ? "gauge" : "counter")}\n");
            text.Append($"{metric}{{node=\"{status.Node}\"}} {value}\n");
        }

        return text.ToString();
    }

    private static SortedDictionary<string, long> MetricsOf(StatusResponse status)
    {
        var metrics = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["keys"] = status.KeyCount,
            ["hints"] = status.HintCount,
            ["members"] = status.Members.Count,
            ["members_alive"] = status.Members.Count(view => view.IsAlive),
            ["repair_paused"] = status.IsRepairPaused ? 1 : 0,
        };
        foreach (var counter in status.Counters)
        {
            metrics[NameOf(counter.Name)] = counter.Value;
        }

        return metrics;
    }

    /// <summary>Letters, digits and underscores, as the format wants it.</summary>
    private static string NameOf(string counter) =>
        string.Create(counter.Length, counter, static (span, name) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(name[i]) ? char.ToLowerInvariant(name[i]) : '_';
            }
        });
}
