namespace DynamoLab.Report.Charts;

/// <summary>How a series is drawn.</summary>
public enum SeriesShape
{
    Line,

    /// <summary>A line with a dot on every point: for few points, each measured on its own.</summary>
    DottedLine,

    /// <summary>Theory or a constant beside what was measured: dashed.</summary>
    Reference,

    /// <summary>Upright bars; the axis along has names.</summary>
    Columns,
}
