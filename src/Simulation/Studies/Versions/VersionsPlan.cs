namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>What a schedule is drawn from.</summary>
public sealed record VersionsPlan
{
    /// <summary>N: replicas of every key.</summary>
    public const int Replicas = 3;

    /// <summary>Steps: reads, writes or exchanges of one key.</summary>
    public int Operations { get; init; } = 20_000;

    public int Keys { get; init; } = 200;

    /// <summary>Nodes that may coordinate, more than <see cref="Replicas"/>.</summary>
    public int Nodes { get; init; } = 60;

    public int Clients { get; init; } = 20;

    /// <summary>The share of writes that a fallback coordinates, as if the primaries were away.</summary>
    public double FallbackShare { get; init; } = 0.2;

    /// <summary>The share of messages to replicas that are lost, and left to anti-entropy.</summary>
    public double LossShare { get; init; } = 0.2;

    /// <summary>The share of writes without any context.</summary>
    public double BlindShare { get; init; } = 0.02;

    /// <summary>A clock is up to so many milliseconds off, either way; operations are one millisecond apart.</summary>
    public int SkewMs { get; init; } = 50;
}
