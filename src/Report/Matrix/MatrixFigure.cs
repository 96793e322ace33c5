using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Matrix;

/// <summary>A column of <c>matrix.csv</c> as a figure that is drawn.</summary>
/// <param name="Column">Where it stands.</param>
/// <param name="Title">What it is.</param>
/// <param name="Unit">What is drawn, after <see cref="Factor"/>.</param>
public sealed record MatrixFigure(string Column, string Title, string Unit)
{
    public double Factor { get; init; } = 1;

    public AxisScale Scale { get; init; }

    /// <summary>Whether more of it is worse: then heat maps are drawn in the colour of what is bad.</summary>
    public bool IsBad { get; init; }

    /// <summary>How to read it; empty where the title says it all.</summary>
    public string Note { get; init; } = "";

    public required Func<double?, string> Format { get; init; }

    public double? Of(CellResult cell) => cell.Number(Column) * Factor;

    public ChartPoint PointOf(double x, CellResult cell) => new(x, Of(cell), cell.HalfWidth(Column) * Factor);
}
