namespace DynamoLab.EndToEnd;

/// <summary>Two tiny cells on real processes: the second one uses the nodes of the first.</summary>
public sealed class MatrixTests : IDisposable
{
    private const string TwoCells =
        """
        {
          "name": "two",
          "defaults": { "nodes": 3, "duration": 3, "warmup": 1, "failure_duration": 1, "keyspace": 50 },
          "rows": [
            { "name": "crash", "settings": { "failure_mode": "crash", "post_repair": true } },
            { "name": "strict", "settings": { "R": 3, "W": 1 } }
          ]
        }
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Matrix_OfTwoCells_RunsBothOnTheSameNodesAndThenNothing()
    {
        var file = _scratch.PathOf("two.json");
        await File.WriteAllTextAsync(file, TwoCells, TestContext.Current.CancellationToken);

        var run = await RunAsync(file);

        Assert.True(run.ExitCode == 0, run.All);
        foreach (var cell in (string[])["crash-r1", "strict-r1"])
        {
            var results = new ResultsFolder(_scratch.PathOf($"out/cells/{cell}"));
            results.AssertComplete();
            results.AssertNobodyLeft();
            Assert.True(results.Metrics.GetProperty("overall").GetProperty("successful").GetInt64() > 0);
        }

        Assert.Single(Directory.GetDirectories(_scratch.PathOf("out/clusters")));
        var table = await File.ReadAllLinesAsync(
            _scratch.PathOf("out/matrix.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(3, table.Length);
        var again = await RunAsync(file);
        Assert.Contains("2 runs, 2 of them finished earlier", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public async Task Matrix_WithAnImpossibleCell_LeavesNothingBehind()
    {
        var file = _scratch.PathOf("two.json");
        await File.WriteAllTextAsync(
            file, TwoCells.Replace("\"R\": 3", "\"R\": 4", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var run = await RunAsync(file);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"error: {file}, line 6: rows[1].settings.R: cell strict is impossible: R 4 is outside 1..3 (N)\n",
            run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal([file], Directory.GetFileSystemEntries(_scratch.Folder));
    }

    private Task<DriverRun> RunAsync(string file) =>
        DriverRun.RunAsync(_scratch.Folder, "matrix", file, "--output_dir", _scratch.PathOf("out"), "--seed", "1");
}
