using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// Draws from a discrete distribution in constant time: a column is drawn evenly, then either itself or its alias
/// (Walker 1977, built the way of Vose 1991). Built once, immutable, shared by all workers.
/// </summary>
public sealed class AliasTable
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    private AliasTable(double[] keep, int[] alias)
    {
        _keep = keep;
        _alias = alias;
    }

    public int Count => _keep.Length;

    /// <param name="weights">At least one, each finite and not negative, with a sum above 0; any scale.</param>
    public static AliasTable Of(ReadOnlySpan<double> weights)
    {
        var scaled = Scaled(weights);
        var keep = new double[scaled.Length];
        var alias = new int[scaled.Length];
        var small = new Stack<int>(scaled.Length);
        var large = new Stack<int>(scaled.Length);
        for (var i = scaled.Length - 1; i >= 0; i--)
        {
            (scaled[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var less = small.Pop();
            var more = large.Pop();
            keep[less] = scaled[less];
            alias[less] = more;
            scaled[more] -= 1 - scaled[less];
            (scaled[more] < 1 ? small : large).Push(more);
        }

        // What is left over differs from 1 by rounding only.
        foreach (var full in large.Concat(small))
        {
            keep[full] = 1;
            alias[full] = full;
        }

        return new AliasTable(keep, alias);
    }

    /// <summary>
    /// One draw: the high half of a product decides the column, the low half whether its alias is taken.
    /// </summary>
    public int Sample(DeterministicRandom random)
    {
        var column = (int)Math.BigMul(random.NextUInt64(), (ulong)_keep.Length, out var rest);
        return rest * (1.0 / 18446744073709551616.0) < _keep[column] ? column : _alias[column];
    }

    /// <summary>The probability with which the table draws the index: what its weight was made into.</summary>
    public double ProbabilityOf(int index)
    {
        var share = _keep[index];
        for (var i = 0; i < _keep.Length; i++)
        {
            share += _alias[i] == index && i != index ? 1 - _keep[i] : 0;
        }

        return share / _keep.Length;
    }

    /// <summary>The same for every index, in one pass.</summary>
    public double[] Probabilities()
    {
        var shares = new double[_keep.Length];
        for (var i = 0; i < _keep.Length; i++)
        {
            shares[i] += _keep[i] / _keep.Length;
            shares[_alias[i]] += (1 - _keep[i]) / _keep.Length;
        }

        return shares;
    }

    private static double[] Scaled(ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Length, nameof(weights));
        var sum = 0.0;
        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "a weight is finite and not negative");
            }

            sum += weight;
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sum, nameof(weights));
        var scaled = new double[weights.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = weights[i] * weights.Length / sum;
        }

        return scaled;
    }
}
