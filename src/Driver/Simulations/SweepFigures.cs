using System.Globalization;

namespace DynamoLab.Driver.Simulations;

/// <summary>A sweep in numbers.</summary>
/// <param name="SimulatedHours">Of virtual time, all schedules together.</param>
/// <param name="Succeeded">Operations of clients that ended well.</param>
internal readonly record struct SweepFigures(
    long Schedules, long Events, double SimulatedHours, long Succeeded, long Failed, int Failures, TimeSpan Elapsed)
{
    /// <summary>One line, for progress and for the end alike.</summary>
    public string ToLine()
    {
        var seconds = Math.Max(0.001, Elapsed.TotalSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds,7:0.0} s  {Schedules} schedules ({Schedules / seconds:0.0}/s)  {Events} events "
                + $"({Events / seconds:0}/s)  {SimulatedHours:0.0} simulated hours  "
                + $"{Succeeded} operations ok, {Failed} failed  {Failures} schedules failed");
    }
}
