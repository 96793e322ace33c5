using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Tests.Matrix.Format;

public sealed class MatrixExpansionTests
{
    [Fact]
    public void Cells_OfRows_AreTheProductsOfTheirAxes()
    {
        var cells = MatrixTexts.Cells(MatrixTexts.Small);

        Assert.Equal(
            [
                "quiet-concurrency=1", "quiet-concurrency=4", "quorums-R=1-W=1", "quorums-R=1-W=3", "quorums-R=2-W=1",
                "quorums-R=2-W=3",
            ],
            cells.Select(cell => cell.Name));
        var last = cells[^1].Options;
        Assert.Equal((3, 2, 3), (last.Nodes, last.Cluster.ReadQuorum, last.Cluster.WriteQuorum));
        Assert.Equal((FailureMode.Slow, 20.0, 10), (last.FailureMode, last.DurationSeconds, last.Concurrency));
        Assert.Equal(cells[^1].Name, last.Label);
    }

    [Fact]
    public void Cell_OfARowWithoutAxes_IsTheRow() => Assert.Equal(
        ["a"], MatrixTexts.Cells(Matrix("""{"name": "a", "settings": {"nodes": 3}}""")).Select(cell => cell.Name));

    [Fact]
    public void Cell_Settings_AreThoseOfAxisOverRowOverDefaults()
    {
        var cell = MatrixTexts.Cells(
            """
            {"name": "m", "defaults": {"nodes": 3, "R": 1, "concurrency": 9},
             "rows": [{"name": "a", "settings": {"R": 2}, "axes": {"concurrency": [5]}}]}
            """)[0];

        Assert.Equal([("R", "2"), ("concurrency", "5"), ("nodes", "3")], cell.Settings);
        Assert.Equal([("concurrency", "5")], cell.Axes);
    }

    [Fact]
    public void Cells_Quick_AreAllThereAndCutToSeconds()
    {
        var slow = MatrixTexts.Cells(MatrixTexts.Small);
        var quick = MatrixTexts.Cells(MatrixTexts.Small, isQuick: true);

        Assert.Equal(slow.Select(cell => cell.Name), quick.Select(cell => cell.Name));
        Assert.All(quick, cell => Assert.Equal(
            (QuickSettings.DurationSeconds, QuickSettings.WarmupSeconds, QuickSettings.Keys),
            (cell.Options.DurationSeconds, cell.Options.WarmupSeconds, cell.Options.Keyspace)));
    }

    [Fact]
    public void Cells_Quick_FollowWhatTheFileSaysOfItAndKeepAxes()
    {
        var cell = MatrixTexts.Cells(
            """
            {"name": "m", "defaults": {"nodes": 3, "keyspace": 50}, "quick": {"duration": 3, "warmup": 1},
             "rows": [{"name": "a", "axes": {"keyspace": [5000]}}]}
            """,
            isQuick: true)[0];

        Assert.Equal(
            (3.0, 1.0, 5000),
            (cell.Options.DurationSeconds, cell.Options.WarmupSeconds, cell.Options.Keyspace));
    }

    [Theory]
    [InlineData(
        "{\"name\": \"a\", \"settings\": {\"nodes\": 3},\n\"axes\": {\"R\": [1,\n4]}}",
        "line 3: rows[0].axes.R: cell a-R=4 is impossible: R 4 is outside 1..3 (N)")]
    [InlineData(
        "{\"name\": \"a\", \"settings\": {\"nodes\": 2}}",
        "line 1: rows[0]: cell a is impossible: N 3 is outside 1..2 (nodes)")]
    [InlineData(
        "{\"name\": \"a\", \"settings\": {\"nodes\": 3,\n\"failure_mode\": \"crash\",\n\"crash_count\": 4}}",
        "line 3: rows[0].settings.crash_count: cell a is impossible: crash_count 4 is outside 1..3 (nodes)")]
    [InlineData(
        "{\"name\": \"a\", \"settings\": {\"nodes\": 3,\n\"warmup\": 60}}",
        "line 2: rows[0].settings.warmup: cell a is impossible: warmup 60 must be below duration 60")]
    [InlineData(
        "{\"name\": \"a\", \"settings\": {\"nodes\": 3, \"failure_mode\": \"slow\",\n\"warmup\": 45}}",
        "line 2: rows[0].settings.warmup: cell a is impossible: warmup 45 + failure_duration 20 = 65 must be below")]
    [InlineData(
        "{\"name\": \"a\"}", "line 1: rows[0].settings.nodes: is missing, here and in defaults; accepted: how many")]
    [InlineData(
        "{\"name\": \"a\", \"axes\": {\"slow_ms\": {\"from\": 1, \"to\": 900, \"step\": 1},\n\"disk_ms\": "
        + "{\"from\": 1, \"to\": 900, \"step\": 1}}}",
        "line 1: rows[0]: brings the matrix to 810000 cells; accepted: at most 10000")]
    public void Cells_OfWhichOneIsImpossible_NameLineFieldAndWhatIsAccepted(string row, string message)
    {
        var problem = Assert.Throws<CannotRunException>(() => MatrixTexts.Cells(Matrix(row)));

        Assert.StartsWith($"m.json, {message}", problem.Message, StringComparison.Ordinal);
    }

    private static string Matrix(string row) => $$$"""{"name": "m", "rows": [{{{row}}}]}""";
}
