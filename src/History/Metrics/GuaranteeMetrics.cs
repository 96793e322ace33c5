namespace DynamoLab.History.Metrics;

/// <summary>How often a guarantee of reads was at stake and broken.</summary>
public sealed record GuaranteeMetrics
{
    public const int ExamplesMax = 3;

    /// <summary>Reads (or writes seen in reads) that could have broken it.</summary>
    public required long Checked { get; init; }

    public required long Violated { get; init; }

    /// <summary>Violated by checked; null when nothing was at stake.</summary>
    public required double? Fraction { get; init; }

    /// <summary>The first <see cref="ExamplesMax"/> breaches, in a line each.</summary>
    public required IReadOnlyList<string> Examples { get; init; }
}
