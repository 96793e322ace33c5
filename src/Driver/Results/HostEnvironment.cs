using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>What this program was built from, and what it runs on.</summary>
public static class HostEnvironment
{
    private const int ShortCommitCharacters = 8;

    /// <summary>The version, with the commit behind a '+' where the build knew it.</summary>
    public static string InformationalVersion { get; } = typeof(HostEnvironment).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The same for people: of the commit what tells it from others.</summary>
    public static string ShortOf(string informationalVersion) =>
        CommitOf(informationalVersion) is { Length: > ShortCommitCharacters } commit
            ? informationalVersion[..^(commit.Length - ShortCommitCharacters)]
            : informationalVersion;

    public static EnvironmentMetrics Read(DateTimeOffset startedAt) => new()
    {
        Version = InformationalVersion.Split('+')[0],
        Commit = CommitOf(InformationalVersion),
        Os = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        CpuModel = CpuModelOf(LinesOf("/proc/cpuinfo")),
        CpuCount = Environment.ProcessorCount,
        MemoryBytes = MemoryBytesOf(LinesOf("/proc/meminfo")) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Dotnet = RuntimeInformation.FrameworkDescription,
        ServerGc = System.Runtime.GCSettings.IsServerGC,
        StartedAt = startedAt.UtcDateTime.ToString("O"),
    };

    /// <summary>What stands behind the '+'; <see cref="EnvironmentMetrics.Unknown"/> outside git.</summary>
    public static string CommitOf(string informationalVersion) =>
        informationalVersion.Split('+', 2) is [_, { Length: > 0 } commit] ? commit : EnvironmentMetrics.Unknown;

    /// <summary>The first processor's name in the lines of Linux' <c>/proc/cpuinfo</c>.</summary>
    public static string CpuModelOf(IEnumerable<string> lines) =>
        ValueOf(lines, "model name") is { Length: > 0 } model ? model : EnvironmentMetrics.Unknown;

    /// <summary>All memory, from the lines of Linux' <c>/proc/meminfo</c>; null where they do not tell.</summary>
    public static long? MemoryBytesOf(IEnumerable<string> lines) =>
        long.TryParse(
            ValueOf(lines, "MemTotal").Split(' ')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var kibibytes)
            ? kibibytes * 1024
            : null;

    private static string ValueOf(IEnumerable<string> lines, string name) => lines
        .Select(line => line.Split(':', 2))
        .Where(parts => parts.Length == 2 && parts[0].Trim() == name)
        .Select(parts => parts[1].Trim())
        .FirstOrDefault("");

    private static string[] LinesOf(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
