using DynamoLab.Core;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Workloads;

/// <summary>Which key an operation takes: evenly, by rank under Zipf, or as YCSB does. Shared by all workers.</summary>
public sealed class KeyChooser
{
    private readonly int _count;
    private readonly AliasTable? _table;
    private readonly YcsbZipf? _ycsb;

    private KeyChooser(int count, AliasTable? table = null, YcsbZipf? ycsb = null)
    {
        _count = count;
        _table = table;
        _ycsb = ycsb;
    }

    /// <param name="distribution">How keys are drawn.</param>
    /// <param name="exponent">Of <see cref="KeyDistribution.Zipf"/>; the others have none to choose.</param>
    /// <param name="count">Keys, at least 1.</param>
    public static KeyChooser Of(KeyDistribution distribution, double exponent, int count) => distribution switch
    {
        KeyDistribution.Uniform => Uniform(count),
        KeyDistribution.Zipf => Zipf(exponent, count),
        KeyDistribution.YcsbZipf => new KeyChooser(count, ycsb: new YcsbZipf(count)),
        _ => throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "no such distribution"),
    };

    public static KeyChooser Uniform(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new KeyChooser(count);
    }

    /// <param name="exponent">0 is uniform.</param>
    /// <param name="count">Keys, at least 1.</param>
    public static KeyChooser Zipf(double exponent, int count) =>
        exponent == 0 ? Uniform(count) : new KeyChooser(count, AliasTable.Of(ZipfWeights.Of(exponent, count)));

    /// <summary>The probability of every index.</summary>
    public double[] Shares()
    {
        if ((_table?.Probabilities() ?? _ycsb?.Shares()) is { } drawn)
        {
            return drawn;
        }

        var shares = new double[_count];
        Array.Fill(shares, 1.0 / _count);
        return shares;
    }

    /// <summary>An index from 0 up to, not including, the number of keys.</summary>
    public int Next(DeterministicRandom random) =>
        _table?.Sample(random) ?? _ycsb?.Next(random) ?? random.Next(_count);
}
