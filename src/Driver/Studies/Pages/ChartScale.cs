namespace DynamoLab.Driver.Studies.Pages;

/// <summary>From a chart's quantities to the places of its drawing, and where the ticks stand.</summary>
internal sealed class ChartScale
{
    public const int Width = 640;
    public const int Height = 320;
    public const int Left = 56;
    public const int Right = 600;
    public const int Top = 12;
    public const int Bottom = 272;

    private const int TicksWanted = 5;

    /// <summary>Ticks along closer than this are left out, or their numbers would overlap.</summary>
    private const double TickDistance = 34;

    private readonly double _xLow;
    private readonly double _xHigh;
    private readonly double _yHigh;
    private readonly double _yStep;

    public ChartScale(LineChart chart)
    {
        var points = chart.Series.SelectMany(s => s.Points).ToArray();
        _xLow = Math.Log(points.Min(p => p.X));
        _xHigh = Math.Log(points.Max(p => p.X));
        var highest = Math.Max(points.Max(p => p.Y + p.HalfWidth), 1e-9);
        _yStep = Step(highest / TicksWanted);
        _yHigh = Math.Ceiling((highest / _yStep) - 1e-9) * _yStep;
        XTicks = TicksOf(points.Select(p => p.X).Distinct().Order());
    }

    public IReadOnlyList<double> XTicks { get; }

    public IEnumerable<double> YTicks =>
        Enumerable.Range(0, (int)Math.Round(_yHigh / _yStep) + 1).Select(i => i * _yStep);

    public double X(double x) => _xHigh > _xLow
        ? Left + ((Math.Log(x) - _xLow) / (_xHigh - _xLow) * (Right - Left))
        : (Left + Right) / 2.0;

    public double Y(double y) => Bottom - (y / _yHigh * (Bottom - Top));

    /// <summary>The next of 1, 2, 5, 10, 20 ... from the value up.</summary>
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (new[] { 1.0, 2, 5 }.FirstOrDefault(f => f * power >= least * (1 - 1e-9), 10));
    }

    private List<double> TicksOf(IEnumerable<double> places)
    {
        var ticks = new List<double>();
        foreach (var place in places)
        {
            if (ticks.Count == 0 || X(place) - X(ticks[^1]) >= TickDistance)
            {
                ticks.Add(place);
            }
        }

        return ticks;
    }
}
