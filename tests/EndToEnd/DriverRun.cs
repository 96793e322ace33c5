using System.Diagnostics;
using System.Reflection;

namespace DynamoLab.EndToEnd;

/// <summary>One run of the real driver as a process, with all that it printed.</summary>
internal sealed record DriverRun(int ExitCode, string Output, string Error)
{
    /// <summary>Far longer than any run here takes; a driver that hangs is killed and fails its test.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string DriverPath = typeof(DriverRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DriverPath").Value!;

    /// <summary>What <c>--host</c> can be where these tests run: what is built beside the driver.</summary>
    public static IReadOnlyList<string> Hosts { get; } =
        Directory.Exists(Path.Combine(Path.GetDirectoryName(DriverPath)!, "node-orleans"))
            ? ["embedded", "orleans"]
            : ["embedded"];

    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    public string All => $"{Output}\n{Error}";

    public static Process Start(string workingFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo(DriverPath, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"cannot start {DriverPath}");
    }

    public static async Task<DriverRun> RunAsync(string workingFolder, params string[] arguments)
    {
        using var process = Start(workingFolder, arguments);
        return await FinishAsync(process);
    }

    public static async Task<DriverRun> FinishAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new DriverRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
