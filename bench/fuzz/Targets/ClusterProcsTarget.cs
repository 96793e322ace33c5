using DynamoLab.Core.Cluster;
using DynamoLab.Fuzz.Engine;

namespace DynamoLab.Fuzz.Targets;

/// <summary><c>cluster_procs.json</c>: what is accepted is the same when written and read again.</summary>
internal static class ClusterProcsTarget
{
    private const string Sample =
        """
        {
          "node1": {"pid": 12345, "port": 60000},
          "node2": {"pid": 12346, "port": 60001, "host": "10.0.0.2", "zone": {"a": [1, "b", null]}},
          "n-3.x_y": {"port": 65535, "pid": 2147483647}
        }
        """;

    public static FuzzTarget Make() => new("cluster_procs", [Text.Bytes(Sample), Text.Bytes("{}")], Parse)
    {
        Words = Text.Words(
            "\"pid\"", "\"port\"", "\"host\"", "{", "}", "[", "]", ",", ":", "\"", "\\ud800", "null", "\n"),
        Share = 300,
    };

    private static Verdict Parse(byte[] bytes)
    {
        if (!ClusterFile.TryParse(Text.Of(bytes), out var file, out var error))
        {
            return Judge.RejectedInOneLine(error);
        }

        var text = file.Format();
        Judge.Require(ClusterFile.TryParse(text, out var again, out error), $"its own text is refused: {error}");
        Judge.Require(again.Format() == text, "it is another file when read again");
        return Verdict.Accepted;
    }
}
