using System.Globalization;
using System.Text.Json.Nodes;
using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.Driver.Results;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>
/// <c>matrix.csv</c>: one row per cell that has ended at least once, in the order of the file: what it is, its
/// settings, and of every headline figure the mean over its repeats and <c>_ci95</c>, the half width of the 95%
/// confidence interval, empty below two repeats.
/// </summary>
internal static class MatrixCsv
{
    public const string FileName = "matrix.csv";

    private static readonly string[] Identity =
    [
        "matrix", "row", "cell", "quick", "seed", "repeats", "verdict", "error", "commit", "os", "cpu_model",
        "cpu_count", "memory_bytes", "dotnet",
    ];

    /// <summary>Of a run and not of a cell, or the same for all.</summary>
    private static readonly string[] NoSettings = ["cluster", "data_dir", "label", "seed", "key_prefix", "tls_cert"];

    public static string Of(MatrixRecord record, IEnumerable<MatrixCell> cells, MatrixRuns runs)
    {
        var ended = cells.Select(cell => (Cell: cell, Runs: runs.Of(cell))).Where(c => c.Runs.Count > 0).ToList();
        var settings = ended.SelectMany(c => SettingsOf(c.Cell).Select(s => s.Key)).Distinct().ToList();
        IEnumerable<string> columns =
        [
            .. Identity, .. settings, .. HeadlineFigures.All.SelectMany(f => (string[])[f.Column, $"{f.Column}_ci95"]),
        ];
        return SmallCsv.Of([.. columns], ended.Select(c => Row(record, c.Cell, c.Runs, settings)));
    }

    private static List<string> Row(
        MatrixRecord record,
        MatrixCell cell,
        IReadOnlyList<(CellOutcome Outcome, RunMetrics? Metrics)> runs,
        IReadOnlyList<string> settings)
    {
        var good = runs.Where(run => run.Outcome.IsFinished && run.Metrics is not null).Select(run => run.Metrics!)
            .ToList();
        var values = SettingsOf(cell).ToDictionary();
        var row = new List<string>
        {
            record.Name, cell.Row, cell.Name, record.Quick ? "true" : "false",
            record.Seed.ToString(CultureInfo.InvariantCulture), $"{good.Count}", Verdict(runs),
            runs.Select(run => run.Outcome.Error).FirstOrDefault(error => error is not null) ?? "",
        };
        row.AddRange(Machine(good.Select(run => run.Environment).OfType<EnvironmentMetrics>().FirstOrDefault()));
        row.AddRange(settings.Select(name => values.GetValueOrDefault(name) ?? ""));
        foreach (var figure in HeadlineFigures.All)
        {
            var samples = good.Select(figure.Value).OfType<double>().ToList();
            Estimate? estimate = samples.Count == 0 ? null : Estimate.Of(samples);
            row.Add(Text(estimate?.Mean));
            row.Add(estimate is { Count: > 1 } ? Text(estimate?.HalfWidth) : "");
        }

        return row;
    }

    private static IEnumerable<string> Machine(EnvironmentMetrics? machine) =>
    [
        machine?.Commit ?? "", machine?.Os ?? "", machine?.CpuModel ?? "", Text(machine?.CpuCount),
        Text(machine?.MemoryBytes), machine?.Dotnet ?? "",
    ];

    /// <summary>The worst of the repeats.</summary>
    private static string Verdict(IReadOnlyList<(CellOutcome Outcome, RunMetrics? Metrics)> runs)
    {
        var codes = runs.Where(run => run.Outcome.IsFinished).Select(run => run.Outcome.ExitCode).ToList();
        return codes switch
        {
            [] => "not run",
            _ when codes.Contains(ExitCode.Broken) => "broken",
            _ when codes.Contains(ExitCode.CannotRun) => "unknown",
            _ => "held",
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(MatrixCell cell)
    {
        JsonObject parameters = ExperimentConfig.Parameters(cell.Options, cell.Options.Cluster, cell.Nodes);
        return parameters.Where(p => !NoSettings.Contains(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.ToString() ?? ""));
    }

    private static string Text(double? value) =>
        value is { } number ? number.ToString("G12", CultureInfo.InvariantCulture) : "";
}
