using System.Globalization;

namespace DynamoLab.Report.Matrix;

/// <summary>One row of <c>matrix.csv</c>: a cell, its settings and its figures.</summary>
public sealed class CellResult(IReadOnlyDictionary<string, string> fields)
{
    public string Row => Text("row");

    public string Name => Text("cell");

    public string Error => Text("error");

    /// <summary><c>held</c>, <c>broken</c>, <c>unknown</c> or <c>not run</c>.</summary>
    public string Verdict => Text("verdict");

    /// <summary>Repeats that its figures are of.</summary>
    public int Repeats => int.TryParse(Text("repeats"), CultureInfo.InvariantCulture, out var count) ? count : 0;

    public bool IsQuick => Text("quick") == "true";

    /// <summary>Empty where the column is, or is not there.</summary>
    public string Text(string column) => fields.GetValueOrDefault(column) ?? "";

    /// <summary>Null where there is no figure.</summary>
    public double? Number(string column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Half of the figure's 95% confidence interval; 0 where none is known.</summary>
    public double HalfWidth(string column) => Number($"{column}_ci95") ?? 0;
}
