namespace DynamoLab.History.Pbs;

/// <summary>The probability that a read sees a write, by the write's age: a curve to look up.</summary>
/// <param name="times">Milliseconds, ascending, the first one 0.</param>
/// <param name="shares">At each of them, 0 to 1.</param>
public sealed class ConsistencyByAge(IReadOnlyList<double> times, IReadOnlyList<double> shares)
{
    private readonly double[] _times = [.. times];

    /// <summary>0, then 1 µs to 100 s in steps of 4%.</summary>
    public static IReadOnlyList<double> FineTimes { get; } =
        [0, .. Enumerable.Range(0, 481).Select(i => 0.001 * Math.Pow(10, i / 60.0))];

    /// <summary>The share at the latest time that is not after the age.</summary>
    public double At(double ageMs)
    {
        var at = Array.BinarySearch(_times, ageMs);
        return shares[Math.Max(0, at < 0 ? ~at - 1 : at)];
    }

    /// <summary>
    /// The probability of missing the newest of these writes, all of them: ⟨k, t⟩-staleness (PBS §3.5, equation 5),
    /// which takes them for independent.
    /// </summary>
    public double MissesAll(ReadOnlySpan<float> agesMs)
    {
        var product = 1.0;
        foreach (var age in agesMs)
        {
            product *= 1 - At(age);
        }

        return product;
    }
}
