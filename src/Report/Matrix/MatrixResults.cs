using System.Text.Json;
using DynamoLab.History.Metrics;

namespace DynamoLab.Report.Matrix;

/// <summary>What a matrix left in its folder.</summary>
public sealed record MatrixResults
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Path { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required bool IsQuick { get; init; }

    /// <summary>The command that begins it anew.</summary>
    public required string Command { get; init; }

    public required IReadOnlyList<MatrixRowInfo> Rows { get; init; }

    /// <summary>Those that have ended, in the order of the file.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }

    /// <summary>Whether the folder looks like one of a matrix.</summary>
    public static bool IsIn(string folder) => File.Exists(System.IO.Path.Combine(folder, "matrix.json"));

    /// <exception cref="ReportException">It is not one of a matrix, or a file cannot be read.</exception>
    public static MatrixResults Read(string folder)
    {
        try
        {
            return Parse(
                File.ReadAllText(System.IO.Path.Combine(folder, "matrix.json")),
                File.ReadAllText(System.IO.Path.Combine(folder, "matrix.csv")),
                folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"{folder} is not the folder of a matrix: {problem.Message}", problem);
        }
    }

    /// <param name="recordJson">The text of <c>matrix.json</c>.</param>
    /// <param name="csv">The text of <c>matrix.csv</c>.</param>
    /// <param name="folder">Where they are.</param>
    /// <exception cref="ReportException">One of them is not as it should be.</exception>
    internal static MatrixResults Parse(string recordJson, string csv, string folder)
    {
        try
        {
            var record = JsonSerializer.Deserialize<Record>(recordJson, Json)
                ?? throw new ReportException($"{folder}: matrix.json is empty");
            if (record.Rows.Any(row => row is null || row.Axes.Contains(null!)))
            {
                throw new JsonException("a row or one of its axes is null");
            }

            return new MatrixResults
            {
                Path = System.IO.Path.GetFullPath(folder),
                Name = record.Name,
                Description = record.Description,
                IsQuick = record.Quick,
                Command = record.Command,
                Rows = record.Rows,
                Cells = CsvTable.Read(csv).Select(fields => new CellResult(fields)).ToList(),
            };
        }
        catch (JsonException problem)
        {
            throw new ReportException($"{folder} is not the folder of a matrix: {problem.Message}", problem);
        }
    }

    /// <summary>What the first repeat of a cell measured; null where it left nothing that can be read.</summary>
    public RunMetrics? MetricsOf(CellResult cell)
    {
        if (!cell.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '='))
        {
            // No cell's: it could lead anywhere.
            return null;
        }

        try
        {
            return MetricsJson.Read(File.ReadAllText(
                System.IO.Path.Combine(Path, "cells", $"{cell.Name}-r1", "metrics.json")));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private sealed record Record(
        string Name, string Description, bool Quick, string Command, IReadOnlyList<MatrixRowInfo> Rows);
}
