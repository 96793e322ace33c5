namespace DynamoLab.History.Pbs;

/// <summary>A quantile of drawn values, with what chance leaves open.</summary>
/// <param name="Value">Nearest rank.</param>
/// <param name="Low">Lower end of its 95% confidence interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct QuantileEstimate(double Value, double Low, double High)
{
    /// <summary>Half of the interval's width.</summary>
    public double HalfWidth => (High - Low) / 2;
}
