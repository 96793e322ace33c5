using System.Globalization;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>
/// What <c>--quick</c> makes of a cell: seconds instead of minutes. What the matrix file says under <c>quick</c> holds;
/// for the rest, times and keys are cut to these, and what is shorter already stays.
/// </summary>
internal static class QuickSettings
{
    public const double DurationSeconds = 6;
    public const double WarmupSeconds = 2;
    public const double FailureDurationSeconds = 1.5;
    public const int Keys = 100;
    public const long Operations = 2000;

    /// <param name="run">The cell as it would be run otherwise.</param>
    public static IEnumerable<(string Name, string Value)> For(ExperimentOptions run)
    {
        if (run.Operations is { } operations)
        {
            yield return ("ops", Text(Math.Min(operations, Operations)));
        }

        yield return ("duration", Text(Math.Min(run.DurationSeconds, DurationSeconds)));
        yield return ("warmup", Text(Math.Min(run.WarmupSeconds, WarmupSeconds)));
        yield return ("failure_duration", Text(Math.Min(run.FailureDurationSeconds, FailureDurationSeconds)));
        yield return ("keyspace", Text(Math.Min(run.Keyspace, Keys)));
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
