using DynamoLab.Core;

namespace DynamoLab.Driver.Screen;

/// <summary>What a run did since the sample before, and in all.</summary>
public sealed record LiveSample
{
    /// <summary>Successful operations per second since the last sample.</summary>
    public required double OpsPerS { get; init; }

    /// <summary>Service time of successful operations since the last sample; null without any.</summary>
    public required long? P50Us { get; init; }

    /// <summary>The same, 99th percentile.</summary>
    public required long? P99Us { get; init; }

    /// <summary>Since the start.</summary>
    public required long Successful { get; init; }

    /// <summary>Writes and deletes among them.</summary>
    public required long Written { get; init; }

    /// <summary>Since the start.</summary>
    public required long Failed { get; init; }

    /// <summary>Attempts beyond each operation's first, since the start.</summary>
    public required long Retries { get; init; }

    /// <summary>Operations served per second since the last sample, sorted by node.</summary>
    public required IReadOnlyList<KeyValuePair<NodeId, double>> Nodes { get; init; }
}
