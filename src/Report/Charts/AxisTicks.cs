using DynamoLab.Report.Text;

namespace DynamoLab.Report.Charts;

/// <summary>
/// Where an axis begins and ends and where its ticks stand, in places: the quantity itself on a linear axis; on a
/// logarithmic one its logarithm above that of the axis' beginning, because areas are drawn down to place 0.
/// </summary>
public sealed record AxisTicks(ChartAxis Axis, double Min, double Max, double Step)
{
    private static readonly double[] RoundParts = [1, 2, 5, 10];

    /// <summary>The logarithm at place 0; 0 on a linear axis.</summary>
    private double Origin { get; init; }

    /// <summary>Round steps that hold all quantities.</summary>
    /// <param name="axis">What is asked of it.</param>
    /// <param name="quantities">What is drawn; on a logarithmic axis the positive ones count.</param>
    /// <param name="ticksWanted">About so many.</param>
    public static AxisTicks Of(ChartAxis axis, IEnumerable<double> quantities, int ticksWanted)
    {
        var drawn = quantities.Where(q => double.IsFinite(q) && (axis.Scale == AxisScale.Linear || q > 0)).ToArray();
        var (low, high) = drawn.Length == 0 ? (1, 1) : (drawn.Min(), drawn.Max());
        low = axis.Min ?? (axis.Scale == AxisScale.Linear ? Math.Min(0, low) : low);
        high = Math.Max(axis.Max ?? high, low);
        return axis.Scale switch
        {
            AxisScale.Linear => Linear(axis, low, high, ticksWanted),
            AxisScale.Log10 => Decades(axis, Math.Log10(RoundDown(low)), Math.Log10(RoundUp(high)), ticksWanted),
            _ => Logarithmic(
                axis, Math.Floor(Math.Log2(low) + 1e-9), Math.Ceiling(Math.Log2(high) - 1e-9), 1, ticksWanted),
        };
    }

    public double PlaceOf(double quantity) => Axis.Scale switch
    {
        AxisScale.Log10 => Math.Log10(quantity) - Origin,
        AxisScale.Log2 => Math.Log2(quantity) - Origin,
        _ => quantity,
    };

    /// <summary>Whether the quantity has a place at all.</summary>
    public bool Has(double quantity) => Axis.Scale == AxisScale.Linear || quantity > 0;

    /// <summary>What stands at a tick.</summary>
    public string LabelAt(double place) => Numbers.Plain(Axis.Scale switch
    {
        AxisScale.Log10 => Math.Pow(10, place + Origin),
        AxisScale.Log2 => Math.Pow(2, place + Origin),
        _ => place,
    }) + Axis.TickUnit;

    private static AxisTicks Linear(ChartAxis axis, double low, double high, int ticksWanted)
    {
        var span = high > low ? high - low : 1;
        var step = RoundUp(span / ticksWanted);
        var first = Math.Floor((low / step) + 1e-9) * step;
        // A line along the upper edge would be cut in half.
        var top = high > low ? low + (span * 1.02) : low + span;
        var last = axis.Max is { } given ? given : Math.Ceiling((top / step) - 1e-9) * step;
        return new AxisTicks(axis, first, Math.Max(last, first + step), step);
    }

    /// <summary>Less than two decades would have a tick or two: they get one at every doubling.</summary>
    private static AxisTicks Decades(ChartAxis axis, double low, double high, int ticksWanted) =>
        Logarithmic(axis, low, high, high - low < 2 ? Math.Log10(2) : 1, ticksWanted);

    private static AxisTicks Logarithmic(ChartAxis axis, double low, double high, double unit, int ticksWanted)
    {
        var length = Math.Max(high - low, unit);
        var every = Math.Max(1, Math.Ceiling(length / unit / Math.Max(ticksWanted, 4)));
        return new AxisTicks(axis, 0, length, every * unit) { Origin = low };
    }

    /// <summary>The next of 1, 2, 5, 10, 20 ... from the value up.</summary>
    private static double RoundUp(double least) =>
        PowerIn(least) * RoundParts.First(part => part * PowerIn(least) >= least * (1 - 1e-9));

    /// <summary>The next of 1, 2, 5, 10, 20 ... from the value down.</summary>
    private static double RoundDown(double most) =>
        PowerIn(most) * RoundParts.Last(part => part * PowerIn(most) <= most * (1 + 1e-9));

    private static double PowerIn(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)));
}
