using DynamoLab.Driver.Results;
using DynamoLab.Driver.Workloads;
using Spectre.Console;

namespace DynamoLab.Driver.Screen;

/// <summary>Shows keys being loaded: a bar on a terminal, and a line when it is done.</summary>
internal static class LoadView
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public static async Task ShowAsync(
        IAnsiConsole console, KeyLoader loader, int keyCount, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var loading = loader.RunAsync(cancellation);
        if (console.IsLive())
        {
            await console.Progress().AutoClear(true).StartAsync(async context =>
            {
                var bar = context.AddTask("keys loaded", maxValue: keyCount);
                while (!loading.IsCompleted)
                {
                    bar.Value = loader.Loaded;
                    await Task.WhenAny(loading, Task.Delay(Refresh, TimeProvider.System, CancellationToken.None));
                }
            });
        }

        await loading;
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        console.Line($"{Figures.Count(keyCount)} keys loaded in {Figures.Seconds(seconds)} s");
    }
}
