using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>What clients saw of replication, in a few lines of the summary.</summary>
internal static class ConsistencyLines
{
    public static IEnumerable<string> Of(RunMetrics metrics)
    {
        if (metrics.Consistency is not { } consistency)
        {
            yield break;
        }

        var stale = consistency.StaleReads;
        yield return $"stale reads: {Share(stale)}"
            + (stale.Violated == 0
                ? ""
                : $", by p50 {Figures.Milliseconds(consistency.StaleBy.P50Us)} ms, "
                    + $"max {Figures.Milliseconds(consistency.StaleBy.MaxUs)} ms")
            + (consistency.DeletedReads.Checked == 0
                ? ""
                : $"; deleted values read: {Share(consistency.DeletedReads)}");
        if (stale.Violated > 0)
        {
            var windows = string.Join(", ", metrics.Windows.Select(OfWindow).OfType<string>());
            yield return $"stale reads by window: {windows}";
        }

        yield return $"sessions: read your writes {Share(consistency.ReadYourWrites)}, "
            + $"monotonic reads {Share(consistency.MonotonicReads)}, "
            + $"monotonic writes {Share(consistency.MonotonicWrites)}, "
            + $"writes follow reads {Share(consistency.WritesFollowReads)} violated";
    }

    private static string? OfWindow(WindowMetrics window) => window.StaleReads is not { } stale
        ? null
        : $"{window.Name} {Figures.Count(stale.Violated)} of {Figures.Count(stale.Checked)}"
            + (stale.WorstUs is { } worst ? $", worst by {Figures.Milliseconds(worst)} ms" : "");

    private static string Share(GuaranteeMetrics guarantee) => guarantee.Checked == 0
        ? "none at stake"
        : $"{Figures.Count(guarantee.Violated)} of {Figures.Count(guarantee.Checked)} "
            + $"({guarantee.Fraction * 100:0.000}%)";
}
