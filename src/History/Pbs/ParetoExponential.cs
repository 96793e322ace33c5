using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// The form of all fits of the paper (PBS §5.3, table 3): a Pareto body with an exponential tail. Times in
/// milliseconds.
/// </summary>
/// <param name="ParetoShare">Weight of the Pareto part, 0 to 1; the exponential part has the rest.</param>
/// <param name="Minimum">The Pareto part's least value, x_m, above 0.</param>
/// <param name="Shape">Its exponent α, above 0.</param>
/// <param name="Rate">λ of the exponential part, per millisecond: its mean is 1/λ.</param>
public sealed record ParetoExponential(double ParetoShare, double Minimum, double Shape, double Rate) : IDelay
{
    /// <summary>By inversion: first which part, then where in it.</summary>
    public double Sample(DeterministicRandom random)
    {
        var isPareto = random.NextDouble() < ParetoShare;
        var rest = 1 - random.NextDouble();
        return isPareto ? Minimum * Math.Pow(rest, -1 / Shape) : -Math.Log(rest) / Rate;
    }

    /// <summary>The probability of taking longer.</summary>
    public double Beyond(double milliseconds)
    {
        var pareto = milliseconds <= Minimum ? 1 : Math.Pow(Minimum / milliseconds, Shape);
        var exponential = milliseconds <= 0 ? 1 : Math.Exp(-Rate * milliseconds);
        return (ParetoShare * pareto) + ((1 - ParetoShare) * exponential);
    }
}
