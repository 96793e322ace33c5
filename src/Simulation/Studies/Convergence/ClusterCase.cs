namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>What a cluster holds before the first round.</summary>
/// <param name="Keys">Keys, at least 1.</param>
/// <param name="Fraction">The share of them whose replicas differ, above 0 and up to 1; at least one key does.</param>
/// <param name="Divergence">How they differ.</param>
public sealed record ClusterCase(int Keys, double Fraction, Divergence Divergence)
{
    public int DivergedCount => Math.Max(1, (int)Math.Round(Keys * Fraction));
}
