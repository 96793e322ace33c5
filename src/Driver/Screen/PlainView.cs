using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Results;
using Spectre.Console;

namespace DynamoLab.Driver.Screen;

/// <summary>A run in plain lines, for logs: one every second, every five in runs longer than half a minute.</summary>
public sealed class PlainView(IAnsiConsole console, RunProgress progress, Func<Instant, LiveSample> take)
{
    private const double ShortRunSeconds = 30;

    private int _faultsShown;

    public async Task RunAsync(CancellationToken ended)
    {
        var isShort = progress.Options.Operations is null && progress.Options.DurationSeconds <= ShortRunSeconds;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(isShort ? 1 : 5), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                Show();
            }
        }
        catch (OperationCanceledException)
        {
            ShowFaults();
        }
    }

    private void Show()
    {
        ShowFaults();
        var now = new Instant(LabClock.Shared.NowUs);
        var sample = take(now);
        console.Line(
            $"{Figures.Seconds(progress.SecondsAt(now)),7} s  {progress.WindowAt(now),-8}  "
            + $"{Figures.Rate(sample.OpsPerS),7} ops/s  p50 {Figures.Milliseconds(sample.P50Us)} ms  "
            + $"p99 {Figures.Milliseconds(sample.P99Us)} ms  errors {Figures.Count(sample.Failed)}  "
            + $"retries {Figures.Count(sample.Retries)}");
    }

    private void ShowFaults()
    {
        foreach (var fault in progress.Faults.Skip(_faultsShown))
        {
            console.Line(progress.Describe(fault));
            _faultsShown++;
        }
    }
}
