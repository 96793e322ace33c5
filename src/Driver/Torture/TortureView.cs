using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using Spectre.Console;

namespace DynamoLab.Driver.Torture;

/// <summary>How far a torture is, in a line every five seconds.</summary>
internal sealed class TortureView(
    IAnsiConsole console, RunProgress progress, TortureLog log, Func<Instant, LiveSample> take)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                Show();
            }
        }
        catch (OperationCanceledException)
        {
            Show();
        }
    }

    private void Show()
    {
        var now = new Instant(LabClock.Shared.NowUs);
        var sample = take(now);
        var left = Math.Max(0, progress.Options.DurationSeconds - progress.SecondsAt(now));
        console.Line(
            $"{Figures.Seconds(progress.SecondsAt(now)),7} s  kills {Figures.Count(log.Kills)}  "
            + $"writes acknowledged {Figures.Count(sample.Written)}  {Figures.Rate(sample.OpsPerS)} ops/s  "
            + $"p99 {Figures.Milliseconds(sample.P99Us)} ms  errors {Figures.Count(sample.Failed)}  "
            + $"{Figures.Seconds(left)} s left");
    }
}
