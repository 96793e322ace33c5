using System.Globalization;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Matrix;

/// <summary>What the figures of some cells hold for, in one line.</summary>
internal static class MatrixProvenance
{
    private const int CommitCharacters = 8;

    /// <summary>A setting that varies among the cells is told with all its values.</summary>
    public static string Of(IReadOnlyList<CellResult> cells) => cells.Count == 0
        ? ""
        : string.Join(" · ", Parts(cells).Where(part => part.Length > 0));

    private static IEnumerable<string> Parts(IReadOnlyList<CellResult> cells)
    {
        yield return cells[0].IsQuick ? "QUICK RUN, no measurement: cells cut to seconds and few keys" : "";
        yield return $"N={Of(cells, "N")} R={Of(cells, "R")} W={Of(cells, "W")} {Of(cells, "quorum")}, "
            + $"{Of(cells, "nodes")} nodes";
        yield return $"{Of(cells, "host")} host, durability {Of(cells, "durability")}";
        yield return $"{Of(cells, "workload")} {Of(cells, "dist")}, {Of(cells, "keyspace")} keys, "
            + $"{Of(cells, "routing")} routing, failover {Of(cells, "failover")}";
        yield return Load(cells);
        yield return $"{Of(cells, "cpu_count")} CPUs, {Of(cells, "os")}";
        yield return $"seed {Of(cells, "seed")}";
        yield return $"commit {Of(cells, "commit", CommitCharacters)}";
        yield return Repeats(cells);
        yield return cells.Any(cell => cell.Number("client_bottleneck") > 0)
            ? "the client was the bottleneck of some cells: see the table"
            : "";
    }

    private static string Load(IReadOnlyList<CellResult> cells)
    {
        var rates = cells.Select(cell => cell.Number("overall_ops_per_s")).OfType<double>().ToList();
        var achieved = rates.Count == 0
            ? ""
            : $", {Numbers.Three(rates.Min())} to {Numbers.Three(rates.Max())} ops/s achieved";
        return Of(cells, "rate") is { Length: > 0 } rate
            ? $"{rate} ops/s offered{achieved}"
            : $"closed loop of {Of(cells, "concurrency")} clients{achieved}";
    }

    private static string Repeats(IReadOnlyList<CellResult> cells)
    {
        var most = cells.Max(cell => cell.Repeats);
        return most > 1 ? $"means of up to {most} repeats with 95% confidence intervals" : "one run of each";
    }

    /// <summary>
    /// Few values are listed; of many the first and the last. Numbers ascend, words stand as in the file.
    /// </summary>
    private static string Of(IReadOnlyList<CellResult> cells, string column, int charactersMax = int.MaxValue)
    {
        var values = cells.Select(cell => cell.Text(column)).Where(value => value.Length > 0)
            .Select(value => value[..Math.Min(value.Length, charactersMax)]).Distinct()
            .OrderBy(value => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .ToList();
        return values.Count <= 3 ? string.Join('/', values) : $"{values[0]}–{values[^1]}";
    }
}
