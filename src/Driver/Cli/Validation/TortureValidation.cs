using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli.Validation;

/// <summary>What is wrong with the options of a torture, beyond what is wrong with any experiment.</summary>
internal static class TortureValidation
{
    public const double MinutesMax = 24 * 60;
    public const double KillIntervalSecondsMax = 3600;

    public static IEnumerable<string> Errors(ExperimentOptions options)
    {
        var minutes = options.DurationSeconds / 60;
        var interval = options.Torture?.KillIntervalSeconds ?? 0;
        string?[] errors =
        [
            minutes is > 0 and <= MinutesMax
                ? null
                : Check.Line($"--minutes {minutes} must be above 0 and at most {MinutesMax}"),
            interval is >= 0 and <= KillIntervalSecondsMax
                ? null
                : Check.Line($"--kill_interval {interval} must be 0 to {KillIntervalSecondsMax}"),
        ];
        return [.. errors.OfType<string>(), .. ExperimentValidation.Errors(options)];
    }
}
