namespace DynamoLab.Report.Charts;

/// <summary>How an axis maps quantities to places.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Ticks at 1, 10, 100 ...; nothing at or below 0 is drawn.</summary>
    Log10,

    /// <summary>Ticks at 1, 2, 4, 8 ...; nothing at or below 0 is drawn.</summary>
    Log2,
}
