using System.Globalization;
using DynamoLab.Driver.Studies;
using DynamoLab.History.Pbs;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Pbs;

/// <summary>Prediction and measurement as a chart and tables.</summary>
internal static class RunReport
{
    /// <summary>Lower ends of the ages' bins, in milliseconds.</summary>
    public static readonly List<double> Edges =
    [
        0,
        .. from power in new[] { 0.01, 0.1, 1, 10, 100, 1000 }
           from step in new[] { 1, 1.5, 2, 3, 5, 7 }
           select step * power,
        10_000,
    ];

    private static readonly string[] Lead =
    [
        "A read is consistent if it reflects the newest write of its key that had been acknowledged before it began; "
            + "its age is how long before. Observed: the clients' reads, out of the operations' table. Predicted: the "
            + "WARS model on the one-way delays that the nodes recorded in this run.",
        "Between a coordinator's commit and a client's next read lie two more ways, of the answer and of the call. "
            + "'Predicted' takes each for half of what clients waited beyond the quorum; 'at coordinators' leaves them "
            + "out, as the paper does.",
        "k-staleness is predicted twice: with the k writes under way independently, as the paper has it, and with none "
            + "overtaking an older one, as links have it.",
    ];

    public static StudyResults Of(
        RunData run, WarsCell coordinators, IReadOnlyList<AgeBin> all, IReadOnlyList<StalenessRow> staleness)
    {
        var bins = all.Where(b => b.Reads >= AgeBin.ReadsMin).ToList();
        return new StudyResults(
            "Staleness, predicted and measured", Lead, bins.Count < 2 ? [] : [ChartOf(bins)],
            [Visibility(all), Staleness(staleness), Delays(run)])
        {
            Findings = [.. Findings(run, coordinators, bins)],
        };
    }

    private static IEnumerable<string> Findings(RunData run, WarsCell coordinators, List<AgeBin> bins)
    {
        var facts = run.Facts;
        var reads = run.Sights.Reads;
        var stale = reads.Average(r => r.Missed > 0 ? 1.0 : 0);
        yield return Text($"stale reads: {stale:0.####%} of {reads.Count:#,0} that followed a write");
        if (facts.ReadQuorum + facts.WriteQuorum > facts.Replicas)
        {
            yield return "R + W > N: every read overlaps every write, so nothing is stale; try a run with --R 1 --W 1";
        }

        if (bins.Count > 0)
        {
            var rmse = AgeBin.RootMeanSquare(bins, b => b.Predicted);
            var without = AgeBin.RootMeanSquare(bins, b => b.AtCoordinators);
            yield return Text($"root-mean-square error of the prediction: {rmse:0.00%} over {bins.Count} ages of ")
                + Text($"at least {AgeBin.ReadsMin} reads (at coordinators: {without:0.00%}; ")
                + "the paper reports 0.28% on average)";
        }

        yield return Latency("read", facts.ReadQuorum, coordinators.ReadLatency, run.Sights.WaitsOf(reads: true));
        yield return Latency("write", facts.WriteQuorum, coordinators.WriteLatency, run.Sights.WaitsOf(reads: false));
        yield return Text($"t at 99.9% consistency, at coordinators: {coordinators.VisibleAfter.Value:0.00} ms");
    }

    private static string Latency(string kind, int quorum, QuantileEstimate predicted, EmpiricalDelay? clients) =>
        Text($"p99.9 of a {kind} (quorum of {quorum}): {predicted.Value:0.00} ms at coordinators, ")
        + (clients is null ? "no client waited" : Text($"{clients.Quantile(0.999):0.00} ms for clients"));

    private static Chart ChartOf(List<AgeBin> bins)
    {
        var lowest = bins.Min(b => Math.Min(b.Observed - b.HalfWidth, Math.Min(b.Predicted, b.AtCoordinators)));
        return StudyCharts.Of(
            "Reads that see the newest acknowledged write", "ms from its acknowledgement to the read's start",
            new ChartAxis("reads that see it") { Min = 100 * Math.Max(0, lowest), Max = 100, TickUnit = "%" },
            StudyCharts.Measured(
                "clients saw", bins.Select(b => new ChartPoint(MiddleOf(b), 100 * b.Observed, 100 * b.HalfWidth))),
            StudyCharts.Reference("predicted", bins.Select(b => new ChartPoint(MiddleOf(b), 100 * b.Predicted))),
            StudyCharts.Reference(
                "at coordinators", bins.Select(b => new ChartPoint(MiddleOf(b), 100 * b.AtCoordinators))));
    }

    /// <summary>On the chart's logarithmic axis; the first bin begins at 0 and the last has no end.</summary>
    private static double MiddleOf(AgeBin bin) =>
        bin.FromMs == 0 ? bin.ToMs / 2
        : double.IsInfinity(bin.ToMs) ? bin.FromMs
        : Math.Sqrt(bin.FromMs * bin.ToMs);

    private static StudyTable Visibility(IReadOnlyList<AgeBin> bins) => new(
        "pbs", "t-visibility: consistent reads by the age of the newest acknowledged write",
        ["from_ms", "to_ms", "reads", "observed", "observed_ci95", "predicted", "at_coordinators"],
        [.. bins.Select(b => new[]
        {
            Cells.Of(b.FromMs), double.IsInfinity(b.ToMs) ? "" : Cells.Of(b.ToMs), Cells.Of(b.Reads),
            Share(b.Observed), Share(b.HalfWidth), Share(b.Predicted), Share(b.AtCoordinators),
        })]);

    private static StudyTable Staleness(IReadOnlyList<StalenessRow> rows) => new(
        "staleness", "k-staleness: reads that miss the k newest acknowledged writes, all of them",
        ["k", "reads", "observed", "independent", "in_order"],
        [.. rows.Select(r => new[]
        {
            Cells.Of(r.K), Cells.Of(r.Reads), Share(r.Observed), Share(r.Independent), Share(r.InOrder),
        })]);

    private static StudyTable Delays(RunData run) => new(
        "delays", "One-way delays, all links together, ms",
        ["leg", "measured", "p50_ms", "p90_ms", "p99_ms", "p999_ms"],
        [.. Enum.GetValues<DelayLeg>().Select(leg => DelaysOf(run, leg))]);

    private static string[] DelaysOf(RunData run, DelayLeg leg)
    {
        var all = new EmpiricalDelay(run.Delays.Links.Where(l => l.Leg == leg).SelectMany(l => l.Buckets));
        return
        [
            DelaysJson.LetterOf(leg), Cells.Of(all.Count),
            .. new[] { 0.5, 0.9, 0.99, 0.999 }.Select(q => Cells.Of(all.Quantile(q))),
        ];
    }

    private static string Share(double share) => share.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
