using System.Text;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Tests.Matrix;

/// <summary>Matrices written down in tests.</summary>
internal static class MatrixTexts
{
    public const string Small =
        """
        {
          "name": "small",
          "defaults": { "nodes": 3, "duration": 20, "warmup": 5, "failure_duration": 5 },
          "rows": [
            { "name": "quiet", "axes": { "concurrency": [1, 4] } },
            { "name": "quorums", "settings": { "failure_mode": "slow" }, "axes": { "R": [1, 2], "W": [1, 3] } }
          ]
        }
        """;

    public static readonly RunOrigin Origin = new(DateTimeOffset.UnixEpoch, 7, "dynamolab", ["matrix", "m.json"]);

    public static MatrixFile Parse(string text) =>
        MatrixFileReader.Parse(Encoding.UTF8.GetBytes(text), "m.json", new RunSettings());

    public static IReadOnlyList<MatrixCell> Cells(string text, bool isQuick = false) =>
        new MatrixExpansion(Parse(text), new RunSettings(), isQuick, Origin).Cells();
}
