using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Runs;

/// <summary>A fault from being in place to being gone, in seconds since the start of the workload.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Node">To whom.</param>
/// <param name="CommandedS">When it was decided.</param>
/// <param name="FromS">When it was in place.</param>
/// <param name="HealCommandedS">When its end was decided; the end of the run without one.</param>
/// <param name="ToS">When it was gone; the end of the run, if it was still there.</param>
public sealed record FaultSpan(
    string Kind, string Node, double CommandedS, double FromS, double HealCommandedS, double ToS)
{
    /// <summary>All of them, by their beginning. A heal ends the oldest open fault of its kind and node.</summary>
    public static IReadOnlyList<FaultSpan> Of(RunMetrics metrics)
    {
        var end = Seconds(metrics, metrics.Overall.EndUs);
        var spans = new List<FaultSpan>();
        foreach (var faults in metrics.Faults.GroupBy(f => (f.Kind, f.Node)))
        {
            var open = new Queue<FaultMetrics>();
            foreach (var fault in faults)
            {
                if (fault.Phase == "inject")
                {
                    open.Enqueue(fault);
                }
                else if (open.TryDequeue(out var begun))
                {
                    spans.Add(Span(
                        metrics, begun, Seconds(metrics, fault.CommandedUs), Seconds(metrics, fault.ActualUs)));
                }
            }

            spans.AddRange(open.Select(begun => Span(metrics, begun, end, end)));
        }

        return [.. spans.OrderBy(s => s.FromS).ThenBy(s => s.Node, StringComparer.Ordinal)];
    }

    /// <summary>The stretches in which any of them was there, without overlaps.</summary>
    public static IReadOnlyList<Shade> Shades(IEnumerable<FaultSpan> spans)
    {
        var shades = new List<Shade>();
        foreach (var span in spans.OrderBy(s => s.FromS))
        {
            if (shades.Count > 0 && span.FromS <= shades[^1].To)
            {
                shades[^1] = new Shade(shades[^1].From, Math.Max(shades[^1].To, span.ToS));
            }
            else
            {
                shades.Add(new Shade(span.FromS, span.ToS));
            }
        }

        return shades;
    }

    /// <summary>What they are, for a legend: a few by name, many by their number.</summary>
    public static string NameOf(IReadOnlyList<FaultSpan> spans)
    {
        var named = spans.Select(s => $"{s.Kind} of {s.Node}").Distinct().ToArray();
        return named.Length is > 0 and <= 3 ? string.Join(", ", named) : $"{spans.Count} faults";
    }

    private static FaultSpan Span(RunMetrics metrics, FaultMetrics begun, double healCommanded, double to) => new(
        begun.Kind, begun.Node, Seconds(metrics, begun.CommandedUs), Seconds(metrics, begun.ActualUs),
        healCommanded, to);

    private static double Seconds(RunMetrics metrics, long us) => (us - metrics.Overall.StartUs) / 1e6;
}
