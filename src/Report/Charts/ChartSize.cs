namespace DynamoLab.Report.Charts;

/// <summary>Pixels of a drawing; a page scales it to the room there is.</summary>
public sealed record ChartSize(int Width, int Height)
{
    /// <summary>Half of a wide page, or a file.</summary>
    public static ChartSize Wide { get; } = new(620, 290);

    /// <summary>For a narrow screen: scaled down, the letters of a wide one would be too small to read.</summary>
    public static ChartSize Narrow { get; } = new(370, 250);

    /// <summary>One of many that are compared.</summary>
    public static ChartSize Small { get; } = new(300, 160);

    /// <summary>About a tick for so many pixels upwards.</summary>
    public int TicksUp => Math.Max(2, Height / 55);

    public int TicksAlong => Math.Max(3, Width / 75);
}
