namespace DynamoLab.Bench.Peers;

/// <summary>What is measured, and how long.</summary>
internal sealed record Options
{
    public required IReadOnlyList<string> Contenders { get; init; }

    public required IReadOnlyList<string> Works { get; init; }

    public required IReadOnlyList<int> Concurrency { get; init; }

    /// <summary>Whether only that is measured which targets are set for.</summary>
    public bool IsForTargets { get; init; }

    public required int Rounds { get; init; }

    public required double WarmupS { get; init; }

    public required double Seconds { get; init; }

    public required int Keys { get; init; }

    public required int ValueBytes { get; init; }
}
