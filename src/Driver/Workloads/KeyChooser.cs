using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>Which key an operation takes: evenly, or by rank under Zipf. Shared by all workers.</summary>
public sealed class KeyChooser
{
    private readonly int _count;
    private readonly AliasTable? _table;

    private KeyChooser(int count, AliasTable? table)
    {
        _count = count;
        _table = table;
    }

    public static KeyChooser Uniform(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new KeyChooser(count, null);
    }

    /// <param name="exponent">0 is uniform.</param>
    /// <param name="count">Keys, at least 1.</param>
    public static KeyChooser Zipf(double exponent, int count) =>
        exponent == 0 ? Uniform(count) : new KeyChooser(count, AliasTable.Of(ZipfWeights.Of(exponent, count)));

    /// <summary>The probability of every index.</summary>
    public double[] Shares()
    {
        if (_table is not null)
        {
            return _table.Probabilities();
        }

        var shares = new double[_count];
        Array.Fill(shares, 1.0 / _count);
        return shares;
    }

    /// <summary>An index from 0 up to, not including, the number of keys.</summary>
    public int Next(DeterministicRandom random) => _table?.Sample(random) ?? random.Next(_count);
}
