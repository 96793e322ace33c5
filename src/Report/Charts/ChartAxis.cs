namespace DynamoLab.Report.Charts;

/// <summary>An axis: what it measures, and from where to where.</summary>
/// <param name="Title">The quantity with its unit, such as <c>seconds since the start</c>.</param>
public sealed record ChartAxis(string Title)
{
    public AxisScale Scale { get; init; }

    /// <summary>Null: what the points ask for, from 0 on a linear scale.</summary>
    public double? Min { get; init; }

    /// <summary>Null: what the points ask for.</summary>
    public double? Max { get; init; }

    /// <summary>Behind the number of every tick, such as <c>%</c>; empty as a rule.</summary>
    public string TickUnit { get; init; } = "";

    /// <summary>For columns: what stands under each; null on an axis of numbers. They differ from each other.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
