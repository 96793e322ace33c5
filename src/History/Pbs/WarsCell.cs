namespace DynamoLab.History.Pbs;

/// <summary>One line of the paper's table 4. All in milliseconds.</summary>
/// <param name="Quorum">R and W.</param>
/// <param name="ReadLatency">p99.9 of reads.</param>
/// <param name="WriteLatency">p99.9 of writes.</param>
/// <param name="VisibleAfter">t at which 99.9% of reads are consistent.</param>
/// <param name="Shares">The share of consistent reads at each of the times asked for, 0 to 1.</param>
public sealed record WarsCell(
    QuorumPair Quorum,
    QuantileEstimate ReadLatency,
    QuantileEstimate WriteLatency,
    QuantileEstimate VisibleAfter,
    IReadOnlyList<double> Shares);
