using DynamoLab.History.Metrics;
using DynamoLab.Report.Pages;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Runs;

/// <summary>The headline figures of a run; those it does not tell are left out.</summary>
internal static class RunTiles
{
    public static IReadOnlyList<Tile> Of(RunFolder run) => [.. All(run).OfType<Tile>()];

    private static IEnumerable<Tile?> All(RunFolder run)
    {
        var metrics = run.Metrics;
        yield return Throughput(run);
        yield return new Tile(
            "Availability", Numbers.Percent(metrics.Overall.AvailabilityWithFailover), "",
            $"{Numbers.Percent(metrics.Overall.AvailabilityWithoutFailover)} at the first attempt");
        foreach (var (kind, operations) in metrics.Overall.Operations.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            yield return Latency(kind, operations.ServiceTime);
        }

        yield return Impact(metrics.Impact);
        yield return metrics.Consistency?.StaleReads is { } stale
            ? new Tile(
                "Stale reads", Numbers.Count(stale.Violated), "",
                $"of {Numbers.Count(stale.Checked)} reads"
                + (stale.Violated > 0 ? $", {Numbers.Percent(stale.Fraction)}" : ""))
            : null;
        yield return metrics.Convergence is { } convergence ? Rounds(convergence) : null;
    }

    private static Tile Throughput(RunFolder run)
    {
        var detail = run.Config.Parameter("rate") is { } rate
            ? $"{rate} ops/s offered"
            : $"closed loop, {run.Config.Parameter("concurrency")} clients";
        return new Tile("Throughput", Numbers.Three(run.Metrics.Overall.SuccessfulOpsPerS), "ops/s", detail);
    }

    private static Tile Latency(string kind, LatencySummary latency) => new(
        $"{RunCharts.KindName(kind)} p99", Numbers.Milliseconds(latency.P99Us), "ms",
        $"median {Numbers.Milliseconds(latency.P50Us)} ms, p99.9 {Numbers.Milliseconds(latency.P999Us)} ms");

    private static Tile? Impact(FaultImpact impact) => impact.Degradation is { } degradation
        ? new Tile(
            "Lost to the fault", degradation <= 0 ? "nothing" : Numbers.Percent(Math.Round(degradation, 3)), "",
            $"{Numbers.Three(impact.NormalOpsPerS)} → {Numbers.Three(impact.SlowOpsPerS)} ops/s; "
            + (impact.RecoveryS is { } recovery
                ? $"back {Numbers.Three(recovery)} s after the heal"
                : "not seen to come back"))
        : null;

    private static Tile Rounds(ConvergenceMetrics convergence)
    {
        var differed = convergence.KeysTested - convergence.KeysAgreedAlready;
        return differed == 0
            ? new Tile("Repair rounds", "none", "", $"needed: all {Numbers.Count(convergence.KeysTested)} keys agreed")
            : new Tile(
                "Repair rounds", Numbers.Count(convergence.Rounds.Max), "at most",
                $"mean {Numbers.Three(convergence.Rounds.Mean)}; {Numbers.Count(differed)} of "
                + $"{Numbers.Count(convergence.KeysTested)} keys had differed"
                + (convergence.KeysNotConverged > 0
                    ? $", {Numbers.Count(convergence.KeysNotConverged)} still do"
                    : ""));
    }
}
