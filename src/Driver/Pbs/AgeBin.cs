namespace DynamoLab.Driver.Pbs;

/// <summary>Reads that began about as long after the newest acknowledged write of their key.</summary>
/// <param name="FromMs">Least age.</param>
/// <param name="ToMs">Ages are below it.</param>
/// <param name="Reads">How many.</param>
/// <param name="Observed">The share that reflected that write.</param>
/// <param name="Predicted">The share that the delays, with the clients' ways, let expect.</param>
/// <param name="AtCoordinators">The same if clients were at the coordinators.</param>
internal sealed record AgeBin(
    double FromMs, double ToMs, long Reads, double Observed, double Predicted, double AtCoordinators)
{
    /// <summary>Fewer reads say nothing about a share.</summary>
    public const int ReadsMin = 100;

    /// <summary>Half of the 95% confidence interval of what was observed.</summary>
    public double HalfWidth => 1.96 * Math.Sqrt(Observed * (1 - Observed) / Reads);

    /// <summary>The root of the mean square of the differences, each bin counting once.</summary>
    public static double RootMeanSquare(IReadOnlyList<AgeBin> bins, Func<AgeBin, double> predicted) =>
        Math.Sqrt(bins.Average(b => (predicted(b) - b.Observed) * (predicted(b) - b.Observed)));
}
