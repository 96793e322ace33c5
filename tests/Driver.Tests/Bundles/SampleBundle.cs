using System.Globalization;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Tests.Cli;

namespace DynamoLab.Driver.Tests.Bundles;

/// <summary>A run's folder and its bundle, and runs that repeat it with figures of the test's choice.</summary>
internal static class SampleBundle
{
    public const string Command = "run --nodes 5 --ops 10 --label 'plain' --seed 4";

    public static async Task<string> MakeAsync(ScratchFolder scratch)
    {
        WriteRun(scratch, Command);
        var run = await ProgramRun.OfAsync("bundle", scratch.PathOf("run"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return scratch.PathOf("run.bundle.zip");
    }

    public static void WriteRun(ScratchFolder scratch, string command)
    {
        Directory.CreateDirectory(scratch.PathOf("run"));
        WriteRun(scratch.PathOf("run"), command, 1000, 64);
        scratch.File("run/summary.txt", "verdict: valid\n");
    }

    public static void WriteRun(ExperimentOptions options, double throughput)
    {
        Directory.CreateDirectory(options.OutputDir);
        WriteRun(options.OutputDir, options.RepeatCommand, throughput, 2);
    }

    private static void WriteRun(string folder, string command, double throughput, int cpus)
    {
        var metrics = $$$"""
            {"overall": {"successful_ops_per_s": {{{throughput.ToString(CultureInfo.InvariantCulture)}}},
             "availability_with_failover": 1}, "impact": {"recovery_s": null}}
            """;
        var config = $$$"""
            {"repeat": "dotnet run -c Release --project src/Driver -- {{{command}}}",
             "environment": {"started_at": "{{{cpus}}}", "cpu_count": {{{cpus}}}, "os": "Linux"}}
            """;
        File.WriteAllText(Path.Combine(folder, "metrics.json"), metrics);
        File.WriteAllText(Path.Combine(folder, "experiment_config.json"), config);
    }
}
