using DynamoLab.Report.Text;

namespace DynamoLab.Report.Charts;

/// <summary>
/// Where an axis begins and ends and where its ticks stand, in places: the quantity itself on a linear axis, its
/// logarithm otherwise.
/// </summary>
public sealed record AxisTicks(ChartAxis Axis, double Min, double Max, double Step)
{
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
        return axis.Scale == AxisScale.Linear
            ? Linear(axis, low, high, ticksWanted)
            : Logarithmic(axis, PlaceOf(axis.Scale, low), PlaceOf(axis.Scale, high), ticksWanted);
    }

    public double PlaceOf(double quantity) => PlaceOf(Axis.Scale, quantity);

    /// <summary>Whether the quantity has a place at all.</summary>
    public bool Has(double quantity) => Axis.Scale == AxisScale.Linear || quantity > 0;

    /// <summary>What stands at a tick.</summary>
    public string LabelAt(double place) => Numbers.Plain(Axis.Scale switch
    {
        AxisScale.Log10 => Math.Pow(10, place),
        AxisScale.Log2 => Math.Pow(2, place),
        _ => place,
    }) + Axis.TickUnit;

    private static AxisTicks Linear(ChartAxis axis, double low, double high, int ticksWanted)
    {
        var span = high > low ? high - low : 1;
        var step = RoundUp(span / ticksWanted);
        var first = Math.Floor((low / step) + 1e-9) * step;
        var last = axis.Max is { } given ? given : Math.Ceiling(((low + span) / step) - 1e-9) * step;
        return new AxisTicks(axis, first, last, step);
    }

    private static AxisTicks Logarithmic(ChartAxis axis, double low, double high, int ticksWanted)
    {
        var first = Math.Floor(low + 1e-9);
        var last = Math.Max(Math.Ceiling(high - 1e-9), first + 1);
        return new AxisTicks(axis, first, last, Math.Max(1, Math.Ceiling((last - first) / Math.Max(ticksWanted, 4))));
    }

    private static double PlaceOf(AxisScale scale, double quantity) => scale switch
    {
        AxisScale.Log10 => Math.Log10(quantity),
        AxisScale.Log2 => Math.Log2(quantity),
        _ => quantity,
    };

    /// <summary>The next of 1, 2, 5, 10, 20 ... from the value up.</summary>
    private static double RoundUp(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * new[] { 1.0, 2, 5, 10 }.First(f => f * power >= least * (1 - 1e-9));
    }
}
