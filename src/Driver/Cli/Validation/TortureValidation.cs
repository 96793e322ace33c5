using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli.Validation;

/// <summary>What is wrong with the options of a torture, beyond what is wrong with any experiment.</summary>
internal static class TortureValidation
{
    public const double MinutesMax = 24 * 60;
    public const double IntervalSecondsMax = 3600;

    public static IEnumerable<string> Errors(ExperimentOptions options)
    {
        var minutes = options.DurationSeconds / 60;
        string?[] errors =
        [
            minutes is > 0 and <= MinutesMax
                ? null
                : Check.Line($"--minutes {minutes} must be above 0 and at most {MinutesMax}"),
            IntervalError("kill_interval", options.Torture?.KillIntervalSeconds ?? 0),
            IntervalError("fault_interval", options.Torture?.FaultIntervalSeconds ?? 0),
        ];
        return [.. errors.OfType<string>(), .. ExperimentValidation.Errors(options)];
    }

    private static string? IntervalError(string option, double seconds) =>
        seconds is >= 0 and <= IntervalSecondsMax
            ? null
            : Check.Line($"--{option} {seconds} must be 0 to {IntervalSecondsMax}");
}
