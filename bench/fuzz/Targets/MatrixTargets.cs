using DynamoLab.Driver;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Report;
using DynamoLab.Report.Matrix;

namespace DynamoLab.Fuzz.Targets;

/// <summary>Matrix files with their cells, and what a matrix leaves in its folder.</summary>
internal static class MatrixTargets
{
    /// <summary>Cells that a case is expanded to: each of them is a command line to parse.</summary>
    private const int CellsMax = 20;

    private const string Small =
        """
        { "name": "small", "description": "d", "repeats": 2, "seed": 1,
          "quick": { "duration": 4, "warmup": 1.5 },
          "defaults": { "nodes": 3, "duration": 20, "warmup": 5, "failure_duration": 5, "post_repair": true },
          "rows": [
            { "name": "quiet", "axes": { "concurrency": [1, 4] } }, // comment
            { "name": "r.w-1", "settings": { "failure_mode": "slow" },
              "axes": { "R": {"from": 1, "to": 3, "step": 2} } }
          ] }
        """;

    private const string Record =
        """
        {"name": "made", "description": "Made up.", "quick": false, "seed": 1, "repeats": 1,
         "command": "dynamolab matrix m", "cells": {"load-concurrency=1": {"nodes": "3"}},
         "rows": [{"name": "grid", "description": "R by W.", "axes": ["nodes", "R", "W"]},
                  {"name": "load", "description": "More clients.", "axes": ["concurrency"]}]}
        """;

    private const string Csv =
        "matrix,row,cell,quick,repeats,verdict,error,nodes,N,R,W,failure_mode,concurrency,overall_ops_per_s\n"
        + "made,grid,grid-1,false,2,held,,20,3,1,2,crash,16,4000.5\n"
        + "made,grid,grid-2,false,2,held,,20,3,2,2,crash,16,1\n"
        + "made,load,load-1,false,2,broken,\"a, \"\"b\"\"\",20,3,1,2,crash,1,4e3\nmade,load,l2,true,0,,,20,3,1,2,,4,\n";

    private const string Outcome =
        """
        {"cell": "c", "repeat": 1, "exit_code": 0, "error": null, "seconds": 1.5, "is_cluster_reused": true}
        """;

    private static readonly ThreadLocal<RunSettings> Settings = new(() => new RunSettings());
    private static readonly RunOrigin Origin = new(DateTimeOffset.UnixEpoch, 7, "dynamolab", ["matrix", "m.json"]);
    private static readonly IReadOnlyList<byte[]> Json =
        Text.Words("{", "}", "[", "]", ":", ",", "\"", "null", "true", "\\ud800", "\\u0000", "1e999", "..", "/");

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("matrix", MatrixSamples(), ParseMatrix)
        {
            Words = [.. Json, .. Text.Words("\"from\"", "\"step\"", "\"axes\"", "\"name\"", "\"R\"", "\"label\"")],
            AllocationBase = 16 * 1024 * 1024,
            AllocationPerByte = 4096,
            Share = 4,
        },
        new("matrix_results", Text.Words(Record), bytes => ParseResults(Text.Of(bytes), Csv))
        {
            Words = Json, AllocationBase = 1024 * 1024, AllocationPerByte = 1024, Share = 30,
        },
        new("matrix_csv", Text.Words(Csv), bytes => ParseResults(Record, Text.Of(bytes)))
        {
            Words = Text.Words(",", "\n", "\"", "\"\"", "row", "cell", "NaN", "1e999", "concurrency"),
            AllocationBase = 1024 * 1024,
            AllocationPerByte = 1024,
            Share = 10,
        },
        new("matrix_resume", Text.Words(Record, Outcome), ParseResumption)
        {
            Words = Json, AllocationPerByte = 1024, Share = 50,
        },
    ];

    private static IReadOnlyList<byte[]> MatrixSamples() =>
    [
        .. Enumerable.Repeat(Text.Bytes(Small), 12),
        .. new[] { "hotspot", "quorum", "repair-ablation", "seed" }
            .Select(name => Text.Bytes(Text.Resource($"matrix/{name}.json"))),
    ];

    private static Verdict ParseMatrix(byte[] bytes) => Judge.Of<CannotRunException>(() =>
    {
        var file = MatrixFileReader.Parse(bytes, "m.json", Settings.Value!);
        var cells = file.Rows.Sum(row => row.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count));
        if (cells <= CellsMax)
        {
            var made = new MatrixExpansion(file, Settings.Value!, isQuick: cells % 2 == 0, Origin).Cells();
            Judge.Require(made.All(cell => IsPlain(cell.Name)), "a cell's name is no name of a folder");
        }
    });

    private static bool IsPlain(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '=' or '+')
        && name.Trim('.').Length > 0;

    private static Verdict ParseResults(string record, string csv) => Judge.Of<ReportException>(() =>
    {
        var matrix = MatrixResults.Parse(record, csv, "folder");
        foreach (var view in MatrixReport.ViewsOf(matrix))
        {
            _ = MatrixReport.ChartsOf(matrix, view).Count();
        }
    });

    private static Verdict ParseResumption(byte[] bytes)
    {
        var text = Text.Of(bytes);
        return text.Contains("exit_code", StringComparison.Ordinal)
            ? Judge.Of<CannotRunException>(() => MatrixFolder.Parse<CellOutcome>(text, "cell.json"))
            : Judge.Of<CannotRunException>(() => MatrixFolder.Parse<MatrixRecord>(text, "matrix.json"));
    }
}
