namespace DynamoLab.History.Metrics;

/// <summary>What a run ran on. The machine's name is left out: results are handed around.</summary>
public sealed record EnvironmentMetrics
{
    /// <summary>Stands where the build did not know the commit: outside git.</summary>
    public const string Unknown = "unknown";

    public required string Version { get; init; }

    /// <summary>The commit the program was built from, or <see cref="Unknown"/>.</summary>
    public required string Commit { get; init; }

    public required string Os { get; init; }

    public required string Architecture { get; init; }

    /// <summary>The processor as the system names it, or <see cref="Unknown"/>.</summary>
    public required string CpuModel { get; init; }

    /// <summary>Logical processors, which driver and nodes share.</summary>
    public required int CpuCount { get; init; }

    public required long MemoryBytes { get; init; }

    public required string Dotnet { get; init; }

    public required bool ServerGc { get; init; }

    /// <summary>ISO 8601 in UTC: when the command began.</summary>
    public required string StartedAt { get; init; }
}
