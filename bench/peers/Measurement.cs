namespace DynamoLab.Bench.Peers;

/// <summary>What one contender did with one kind of work.</summary>
/// <param name="OpsPerS">Operations that ended per second.</param>
/// <param name="P50Ms">Median latency as the clients saw it.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="CpuUsPerOp">Processor time of all server processes per operation.</param>
internal sealed record Measurement(double OpsPerS, double P50Ms, double P99Ms, double CpuUsPerOp)
{
    /// <summary>Each figure's median over the rounds.</summary>
    public static Measurement MedianOf(IReadOnlyCollection<Measurement> rounds) => new(
        Median(rounds.Select(m => m.OpsPerS)),
        Median(rounds.Select(m => m.P50Ms)),
        Median(rounds.Select(m => m.P99Ms)),
        Median(rounds.Select(m => m.CpuUsPerOp)));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
