using DynamoLab.History.Metrics;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Runs;

/// <summary>What the figures of a run hold for, in one line: no figure says anything without it.</summary>
public static class Provenance
{
    public static string Of(RunFolder run) => string.Join(" · ", Parts(run).OfType<string>());

    /// <summary>What was offered, and what of it was done.</summary>
    public static string Load(RunFolder run)
    {
        var achieved = $"{Numbers.Three(run.Metrics.Overall.SuccessfulOpsPerS)} ops/s achieved";
        return run.Config.Parameter("rate") is { } rate
            ? $"{rate} ops/s offered, {achieved}"
            : $"closed loop of {run.Config.Parameter("concurrency")} clients, {achieved}";
    }

    private static string Machine(RunConfig config) => string.Concat(
        new[] { config.Surrounding("cpu_model"), config.Surrounding("os") }
            .Where(part => part is not null and not EnvironmentMetrics.Unknown).Select(part => $", {part}"));

    private static IEnumerable<string?> Parts(RunFolder run)
    {
        var config = run.Config;
        yield return $"N={config.Parameter("N")} R={config.Parameter("R")} W={config.Parameter("W")} "
            + $"{config.Parameter("quorum")}, {config.Parameter("nodes")} nodes";
        yield return $"{config.Parameter("host")} host, durability {config.Parameter("durability")}";
        yield return Load(run);
        yield return config.Surrounding("cpu_count") is { } cpus ? $"{cpus} CPUs{Machine(config)}" : null;
        yield return $"seed {config.Parameter("seed")}";
        yield return config.Commit is { } commit ? $"commit {commit}" : null;
        yield return run.Metrics.Client is { ClientBottleneck: true } ? "the client was the bottleneck" : null;
    }
}
