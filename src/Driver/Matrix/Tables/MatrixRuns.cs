using System.Text.Json;
using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>What is known of the runs of a matrix: those of earlier starts are read from their folders.</summary>
internal sealed class MatrixRuns(MatrixFolder folder)
{
    private readonly Dictionary<CellRun, (CellOutcome Outcome, RunMetrics? Metrics)> _known = [];

    /// <summary>Reads what is there of these runs.</summary>
    public void Load(IEnumerable<CellRun> runs)
    {
        foreach (var run in runs)
        {
            if (folder.OutcomeOf(run) is { } outcome)
            {
                Add(run, outcome);
            }
        }
    }

    /// <returns>What the run measured; null where it left no figures.</returns>
    public RunMetrics? Add(CellRun run, CellOutcome outcome)
    {
        var metrics = MetricsOf(run);
        _known[run] = (outcome, metrics is null ? null : metrics with { PerSecond = [] });
        return metrics;
    }

    /// <summary>The runs of the cell that have ended, by repeat.</summary>
    public IReadOnlyList<(CellOutcome Outcome, RunMetrics? Metrics)> Of(MatrixCell cell) =>
    [
        .. _known.Where(known => known.Key.Cell.Name == cell.Name).OrderBy(known => known.Key.Repeat)
            .Select(known => known.Value),
    ];

    private RunMetrics? MetricsOf(CellRun run)
    {
        var file = Path.Combine(folder.PathOf(run), "metrics.json");
        try
        {
            return File.Exists(file) ? MetricsJson.Read(File.ReadAllText(file)) : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
