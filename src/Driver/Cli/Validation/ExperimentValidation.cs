using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli.Validation;

/// <summary>What is wrong with the options of an experiment, in the order the help text lists them.</summary>
internal static class ExperimentValidation
{
    public const int ConcurrencyMax = 10_000;
    public const int DiskMsMax = 60_000;
    public const int KeyspaceMax = 10_000_000;
    public const int KeyPrefixCharactersMax = 40;

    /// <summary>Comparing more of them every second would be a load of its own.</summary>
    public const int DivergenceKeysMax = 1000;

    /// <summary>A value starts with the name of the write that made it, which needs this much room.</summary>
    public const int ValueBytesMin = 16;

    public static IEnumerable<string> Errors(ExperimentOptions options) =>
        [.. ClusterErrors(options), .. Workload(options), .. Timing(options), .. Fault(options), .. Results(options)];

    private static IEnumerable<string> ClusterErrors(ExperimentOptions options) => options.Nodes is { } nodes
        ? ClusterValidation.Errors(options.Cluster, nodes)
        : ClusterValidation.ErrorsOfGiven(options.Cluster, options.GivenClusterOptions);

    private static IEnumerable<string> Workload(ExperimentOptions options)
    {
        string?[] errors =
        [
            options.Operations is { } operations ? Check.AtLeast("--ops", operations, 1) : null,
            Check.Within("--concurrency", options.Concurrency, 1, ConcurrencyMax),
            options.Rate is { } rate ? Check.Positive("--rate", rate) : null,
            Check.NotNegative("--zipf_s", options.ZipfExponent),
            Check.Within("--keyspace", options.Keyspace, 1, KeyspaceMax),
            KeyPrefix(options.KeyPrefix),
            Check.Within("--value_bytes", options.ValueBytes, ValueBytesMin, Limits.ValueBytesMax),
        ];
        return errors.OfType<string>();
    }

    private static string? KeyPrefix(string prefix) =>
        prefix.Length is > 0 and <= KeyPrefixCharactersMax
            && prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? null
            : Check.Line(
                $"--key_prefix {prefix} must be 1 to {KeyPrefixCharactersMax} letters, digits, '.', '_' or '-'");

    private static IEnumerable<string> Timing(ExperimentOptions options)
    {
        var hasFailure = options.FailureMode != FailureMode.None;
        string?[] errors =
        [
            Check.Positive("--duration", options.DurationSeconds),
            Check.NotNegative("--warmup", options.WarmupSeconds),
            hasFailure ? Check.Positive("--failure_duration", options.FailureDurationSeconds) : null,
            options.Operations is null ? WarmupFits(options, hasFailure) : null,
        ];
        return errors.OfType<string>();
    }

    /// <summary>With <c>--ops</c> nobody knows when the run ends, so only a duration has to leave room.</summary>
    private static string? WarmupFits(ExperimentOptions options, bool hasFailure)
    {
        if (options.WarmupSeconds >= options.DurationSeconds)
        {
            return Check.Line($"--warmup {options.WarmupSeconds} must be below --duration {options.DurationSeconds}");
        }

        var healedAt = options.WarmupSeconds + options.FailureDurationSeconds;
        return hasFailure && healedAt >= options.DurationSeconds
            ? Check.Line($"--warmup {options.WarmupSeconds} + --failure_duration {options.FailureDurationSeconds}")
                + Check.Line($" = {healedAt} must be below --duration {options.DurationSeconds}")
            : null;
    }

    private static IEnumerable<string> Fault(ExperimentOptions options)
    {
        string?[] errors =
        [
            options.Nodes is { } nodes
                ? Check.Within("--crash_count", options.CrashCount, 1, nodes, "--nodes")
                : Check.AtLeast("--crash_count", options.CrashCount, 1),
            Check.AtLeast("--slow_ms", options.SlowMs, 1),
            Check.AtLeast("--partition_ms", options.PartitionMs, 1),
            Check.Within("--disk_ms", options.DiskMs, 1, DiskMsMax),
            options.Nodes is not null ? DiskNeeded(options) : null,
        ];
        return errors.OfType<string>();
    }

    /// <summary>An attached cluster is asked when the fault is planned.</summary>
    private static string? DiskNeeded(ExperimentOptions options) =>
        options.FailureMode is FailureMode.SlowDisk or FailureMode.DiskFull
            && options.Cluster.Durability == Durability.Memory
            ? Check.Line($"--failure_mode {Choices.FailureMode.WordOf(options.FailureMode)} needs a disk: ")
                + "--durability memory must be buffered or sync"
            : null;

    private static IEnumerable<string> Results(ExperimentOptions options)
    {
        string?[] errors =
        [
            Check.Within("--divergence_keys", options.DivergenceKeys, 0, DivergenceKeysMax),
            Check.AtLeast("--max_repair_rounds", options.MaxRepairRounds, 1),
            Label(options.Label),
        ];
        return errors.OfType<string>();
    }

    /// <summary>A label becomes part of a folder's name, so it must not reach out of it.</summary>
    private static string? Label(string label) =>
        label.Length <= 100 && label.Any(char.IsAsciiLetterOrDigit)
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '=')
            ? null
            : Check.Line($"--label {label} must be 1 to 100 letters, digits, '.', '_', '-', '+' or '='");
}
