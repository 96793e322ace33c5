using System.Diagnostics;
using Spectre.Console;

namespace DynamoLab.Driver.Cluster;

/// <summary>Shows nodes coming up: a moving bar on a terminal, a line now and then elsewhere.</summary>
internal static class SpawnProgressView
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    public static async Task<RunningCluster> ShowAsync(
        IAnsiConsole console, int nodeCount, Func<Action<SpawnProgress>, Task<RunningCluster>> spawn)
    {
        var started = Stopwatch.GetTimestamp();
        var cluster = console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? await ShowBarAsync(console, nodeCount, spawn)
            : await ShowLinesAsync(console, spawn);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        console.WriteLine($"{nodeCount} nodes ready in {seconds:0.0} s: every one sees all {nodeCount}");
        return cluster;
    }

    private static Task<RunningCluster> ShowBarAsync(
        IAnsiConsole console, int nodeCount, Func<Action<SpawnProgress>, Task<RunningCluster>> spawn) =>
        console.Progress().AutoClear(true).StartAsync(context =>
        {
            var answering = context.AddTask("nodes that answer", maxValue: nodeCount);
            var ready = context.AddTask("nodes that see all others", maxValue: nodeCount);
            return spawn(progress =>
            {
                answering.Value = progress.Answering;
                ready.Value = progress.Ready;
            });
        });

    private static Task<RunningCluster> ShowLinesAsync(
        IAnsiConsole console, Func<Action<SpawnProgress>, Task<RunningCluster>> spawn)
    {
        var gate = new Lock();
        var last = Stopwatch.GetTimestamp();
        return spawn(progress =>
        {
            lock (gate)
            {
                if (Stopwatch.GetElapsedTime(last) < LineInterval)
                {
                    return;
                }

                last = Stopwatch.GetTimestamp();
                console.WriteLine(
                    $"nodes: {progress.Answering}/{progress.Total} answer, {progress.Ready}/{progress.Total} see all");
            }
        });
    }
}
