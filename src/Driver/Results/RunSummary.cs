using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Repairs;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>What the screen ends with and <c>summary.txt</c> holds; the last line repeats the run.</summary>
internal sealed class RunSummary(
    ExperimentOptions options,
    RunMetrics metrics,
    Verdict verdict,
    RepairReport? repair,
    IReadOnlyList<string> notes,
    string folder)
{
    private const int ErrorsShownMax = 5;

    /// <summary>What a torture did, and what its processes held; empty without one.</summary>
    public IReadOnlyList<string> Torture { get; init; } = [];

    public IReadOnlyList<string> Lines() =>
    [
        "",
        .. WindowTable.Lines(metrics),
        "",
        .. Measures(),
        .. LoadLines.Of(metrics.Load),
        .. HealingLines.Of(metrics.Healing),
        .. ConsistencyLines.Of(metrics),
        .. ClientLines.Of(metrics.Client),
        .. Errors(),
        .. Torture,
        .. notes.Select(note => $"note: {note}"),
        "",
        .. Promises(),
        $"verdict: {verdict.Summary} (exit code {verdict.ExitCode})",
        $"seed: {options.Seed}",
        $"results: {folder}",
        options.RepeatCommand,
    ];

    private IEnumerable<string> Measures()
    {
        if (options.Rate is { } rate)
        {
            yield return $"open loop: {Figures.Rate(rate)} ops/s offered, "
                + $"{Figures.Rate(metrics.Overall.AttemptedOpsPerS)} started, "
                + $"{Figures.Rate(metrics.Overall.SuccessfulOpsPerS)} successful; since intended start: "
                + string.Join(", ", metrics.Overall.Operations.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o =>
                    $"{o.Key} p50 {Figures.Milliseconds(o.Value.SinceIntended.P50Us)} ms, "
                    + $"p99 {Figures.Milliseconds(o.Value.SinceIntended.P99Us)} ms"));
        }

        if (metrics.Impact is { Degradation: { } degradation } impact)
        {
            yield return $"throughput: {Figures.Rate(impact.NormalOpsPerS)} ops/s normal, "
                + $"{Figures.Rate(impact.SlowOpsPerS)} during the failure, a degradation of {degradation * 100:0.0}%; "
                + (impact.RecoveryS is { } recovery
                    ? $"back {Figures.Seconds(recovery)} s after the heal"
                    : "not seen to come back");
        }

        var versions = metrics.Versions;
        yield return $"siblings read: mean {versions.Siblings.Mean:0.00}, max {versions.Siblings.Max ?? 0}; "
            + "clock: mean "
            + $"{versions.ClockEntries.Mean:0.0} entries and {versions.ClockBytes.Mean:0} bytes, max "
            + $"{versions.ClockEntries.Max ?? 0} and {versions.ClockBytes.Max ?? 0}";
        if (repair is not null && metrics.Convergence is { } convergence)
        {
            yield return $"repair: {Figures.Count(repair.DivergedBefore)} of "
                + $"{Figures.Count(convergence.KeysTested)} keys "
                + $"differed before round 1; {repair.Rounds.Count} rounds; "
                + $"{Figures.Count(convergence.KeysNotConverged)} keys not agreed; "
                + $"rounds per key: mean {convergence.Rounds.Mean:0.00}, max {convergence.Rounds.Max ?? 0}";
        }
    }

    private IEnumerable<string> Errors() => metrics.Errors.Take(ErrorsShownMax)
        .Select(error => $"error in {Figures.Count(error.Operations)} operations: {error.Error}");

    private IEnumerable<string> Promises()
    {
        foreach (var report in verdict.Reports)
        {
            yield return $"promise {report.Promise}  {PromiseReport.NameOf(report.Outcome),-11}  {report.Evidence}";
            foreach (var violation in report.Violations)
            {
                yield return $"           {violation}";
            }
        }
    }
}
