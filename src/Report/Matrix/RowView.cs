using System.Globalization;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Matrix;

/// <summary>
/// A row's cells, laid out: which setting goes along, which tells lines apart, and which tells charts apart.
/// </summary>
public sealed class RowView
{
    private const int AlongMin = 3;

    private static readonly string[] AlongFirst = ["concurrency", "rate", "zipf_s"];

    private readonly IReadOnlyList<string> _panels = [];

    public RowView(MatrixRowInfo row, IEnumerable<CellResult> cells)
    {
        Row = row;
        Cells = [.. cells.Where(cell => cell.Row == row.Name && cell.Repeats > 0)];
        var varying = row.Axes.Where(axis => ValuesOf(axis).Count > 1).ToList();
        IsGrid = varying.Contains("R") && varying.Contains("W");
        Along = IsGrid ? null : varying.Where(IsNumeric).Where(axis => ValuesOf(axis).Count >= AlongMin)
            .OrderBy(axis => AlongFirst.Contains(axis) ? 0 : 1).ThenByDescending(axis => ValuesOf(axis).Count)
            .FirstOrDefault();
        var others = varying.Where(axis => axis != Along && !(IsGrid && axis is "R" or "W")).ToList();
        Lines = IsGrid ? null : others.LastOrDefault(axis => ValuesOf(axis).Count <= Palette.Count);
        _panels = [.. others.Where(axis => axis != Lines)];
        Varying = varying;
    }

    public MatrixRowInfo Row { get; }

    /// <summary>Those with figures.</summary>
    public IReadOnlyList<CellResult> Cells { get; }

    /// <summary>Axes with more than one value among the cells that have ended.</summary>
    public IReadOnlyList<string> Varying { get; }

    /// <summary>Whether R and W both vary: then figures are heat maps.</summary>
    public bool IsGrid { get; }

    /// <summary>The numeric setting that goes along; null when there is none with enough values.</summary>
    public string? Along { get; }

    /// <summary>The setting of which every value is a line; null for one line.</summary>
    public string? Lines { get; }

    public bool HasFailure => Cells.Any(cell => cell.Text("failure_mode") is not ("none" or ""));

    /// <summary>The windows its cells have.</summary>
    public IReadOnlyList<string> Windows => HasFailure ? ["warmup", "failure", "recovery"] : ["steady"];

    /// <summary>The window that the row is about.</summary>
    public string Window => HasFailure ? "failure" : "steady";

    /// <summary>The cells of every chart, with what tells it from the others.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<CellResult> Cells)> Panels() =>
    [
        .. Cells.GroupBy(cell => string.Join(", ", _panels.Select(axis => $"{axis} {cell.Text(axis)}")))
            .Select(panel => (panel.Key, (IReadOnlyList<CellResult>)[.. panel])),
    ];

    /// <summary>The different values of a setting, in the order of the file.</summary>
    public IReadOnlyList<string> ValuesOf(string axis) => [.. Cells.Select(cell => cell.Text(axis)).Distinct()];

    /// <summary>The cell's place in its row: the values of what varies.</summary>
    public string PlaceOf(CellResult cell) => Varying.Count == 0
        ? cell.Name
        : string.Join(", ", Varying.Select(axis => $"{axis} {cell.Text(axis)}"));

    public ChartAxis AxisAlong()
    {
        var values = ValuesOf(Along!).Select(Number).ToList();
        var isPowers = values.All(v => v > 0 && Math.Log2(v) % 1 == 0) && values.Max() >= 8 * values.Min();
        return new ChartAxis(isPowers ? $"{NameOf(Along!)}, logarithmic" : NameOf(Along!))
        {
            Scale = isPowers ? AxisScale.Log2 : AxisScale.Linear,
            Min = isPowers ? null : values.Min(),
            Max = values.Max(),
        };
    }

    public double AlongOf(CellResult cell) => Number(cell.Text(Along!));

    public HeatMap MapOf(string title, IReadOnlyList<CellResult> cells, MatrixFigure figure)
    {
        var across = Sorted(cells, "W");
        var down = Sorted(cells, "R");
        return new HeatMap(title, across, down, [.. down.Select(r => (IReadOnlyList<double?>)[.. across.Select(w =>
            cells.FirstOrDefault(cell => cell.Text("R") == r && cell.Text("W") == w) is { } cell
                ? figure.Of(cell)
                : null)])]);
    }

    private static string NameOf(string axis) => axis switch
    {
        "concurrency" => "parallel clients",
        "zipf_s" => "exponent of zipf (0 is uniform)",
        _ => axis,
    };

    private static List<string> Sorted(IReadOnlyList<CellResult> cells, string axis) =>
        [.. cells.Select(cell => cell.Text(axis)).Distinct().OrderBy(Number)];

    private bool IsNumeric(string axis) => ValuesOf(axis).All(value =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
