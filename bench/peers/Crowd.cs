using System.Diagnostics;
using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Processes;
using DynamoLab.Core.Cluster;

namespace DynamoLab.Bench.Peers;

/// <summary>A hundred nodes without work: when all see all, what each holds, and what all use together.</summary>
internal static class Crowd
{
    private const int Nodes = 100;
    private const double ReadySecondsMax = 15;
    private const double ResidentMbMax = 60;
    private const double CoreShareMax = 0.30;

    public static async Task<int> RunAsync(int settleSeconds, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("crowd-").FullName;
        var procs = Path.Combine(folder, "cluster_procs.json");
        try
        {
            var watch = Stopwatch.StartNew();
            await Commands.RunAsync(
                DynamoContender.DriverPath, "cluster", "start", "--nodes", $"{Nodes}", "--seed", "1",
                "--base_port", $"{Ports.FirstOf(Nodes)}", "--cluster_procs", procs, "--output_dir", folder);
            var ready = watch.Elapsed.TotalSeconds;
            if (!ClusterFile.TryParse(await File.ReadAllTextAsync(procs), out var file, out var error))
            {
                throw new InvalidOperationException($"{procs}: {error}");
            }

            int[] ids = [.. file.Entries.Select(entry => entry.ProcessId)];
            await Task.Delay(TimeSpan.FromSeconds(settleSeconds));
            var before = ProcessorTime.Of(ids);
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            var share = (ProcessorTime.Of(ids) - before) / seconds;
            double[] resident = [.. ids.Select(ResidentMb).Order()];

            Print($"{Nodes} nodes ready", ready, "s", ReadySecondsMax);
            Print($"largest node, resident (median {resident[Nodes / 2]:f1} MB)", resident[^1], "MB", ResidentMbMax);
            Print($"all idle for {seconds} s", share, "cores", CoreShareMax);
            return 0;
        }
        finally
        {
            await Commands.RunAsync(DynamoContender.DriverPath, "cluster", "stop", "--cluster_procs", procs);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string what, double figure, string unit, double bound) => Console.WriteLine(
        $"{what}: {figure:f2} {unit}, wanted <= {bound} {unit}: {(figure <= bound ? "met" : "NOT met")}");

    private static double ResidentMb(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64 / 1e6;
    }
}
