namespace DynamoLab.History.Pbs;

/// <summary>
/// The largest of many values: all that a high quantile needs. A million draws of which the 99.9th percentile is
/// asked leave a few thousand values here. The order in which values come does not matter.
/// </summary>
public sealed class UpperTail
{
    /// <summary>Standard deviations on either side of a 95% confidence interval.</summary>
    private const double Z95 = 1.96;

    private readonly long _count;
    private readonly double _quantile;
    private readonly double[] _held;
    private readonly int _kept;
    private int _size;
    private double _floor = double.NegativeInfinity;
    private bool _isSorted;

    /// <param name="count">How many values will come, at least 1.</param>
    /// <param name="quantile">The quantile that will be asked, from 0 up to, not including, 1.</param>
    public UpperTail(long count, double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(quantile, 1);
        _count = count;
        _quantile = quantile;
        _kept = checked((int)Math.Min(count, (count * (1 - quantile)) + (2 * Spread) + 2));
        _held = new double[_kept * 2];
    }

    /// <summary>How far the rank of the true quantile may be off, in values.</summary>
    private double Spread => Z95 * Math.Sqrt(_count * _quantile * (1 - _quantile));

    public void Add(double value)
    {
        if (value < _floor)
        {
            return;
        }

        if (_size == _held.Length)
        {
            Sort();
            _size = _kept;
            _floor = _held[_kept - 1];
        }

        _held[_size++] = value;
        _isSorted = false;
    }

    /// <summary>Takes over what another one holds.</summary>
    public void Add(UpperTail other)
    {
        for (var i = 0; i < other._size; i++)
        {
            Add(other._held[i]);
        }
    }

    /// <summary>
    /// The quantile by nearest rank. Its interval is that of the ranks, which holds for any distribution: the number of
    /// values below the true quantile is binomial.
    /// </summary>
    public QuantileEstimate Quantile()
    {
        if (!_isSorted)
        {
            Sort();
        }

        var rank = _count - (long)Math.Ceiling(_quantile * _count);
        return new QuantileEstimate(At(rank), At(rank + Spread), At(rank - Spread));
    }

    private double At(double fromTop) => _held[(int)Math.Clamp(Math.Round(fromTop), 0, _size - 1)];

    private void Sort()
    {
        var held = _held.AsSpan(0, _size);
        held.Sort();
        held.Reverse();
        _isSorted = true;
    }
}
