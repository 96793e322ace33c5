using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>One figure of a run, as a column of <c>matrix.csv</c>.</summary>
/// <param name="Column">Its name, the unit last.</param>
/// <param name="Value">Null where the run gives no answer.</param>
internal sealed record CellFigure(string Column, Func<RunMetrics, double?> Value);
