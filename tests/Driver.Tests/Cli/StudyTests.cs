using System.Net;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class StudyTests
{
    [Theory]
    [InlineData("convergence --nodes_max 30 --keys_max 100 --repeats 3", "one_key.csv", "clusters.csv")]
    [InlineData("ring --requests_max 3000 --repeats 2 --keyspace 500", "ring.csv")]
    [InlineData("versions --operations 1000 --keyspace 20", "versions.csv")]
    public async Task Study_SameSeed_LeavesTheSameTablesAndAPageOfItsOwn(string command, params string[] tables)
    {
        using var scratch = new ScratchFolder();
        var name = command.Split(' ')[0];

        foreach (var folder in new[] { "a", "b" })
        {
            var run = await ProgramRun.OfAsync(
                ["study", .. command.Split(' '), "--seed", "7", "--output_dir", scratch.PathOf(folder)]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains($"{name}.html", run.Output, StringComparison.Ordinal);
        }

        Assert.All(tables, table => Assert.Equal(
            File.ReadAllText(scratch.PathOf($"a/{table}")), File.ReadAllText(scratch.PathOf($"b/{table}"))));
        var page = File.ReadAllText(scratch.PathOf($"a/{name}.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("simulated: ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(" · seed 7 · commit ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("convergence --nodes_max 9", "--nodes_max 9 is outside 10..10000")]
    [InlineData("convergence --repeats 0", "--repeats 0 is outside 1..10000")]
    [InlineData("ring --nodes 0", "--nodes 0 is outside 1..4096")]
    [InlineData("ring --zipf_s NaN", "--zipf_s NaN must be a finite number, 0 or more")]
    [InlineData("versions --nodes 3", "--nodes 3 is outside 4..4096")]
    [InlineData("versions --loss_share 1.5", "--loss_share 1.5 is outside 0..1")]
    public async Task Study_BadInput_IsOneLineAndExitCodeTwo(string command, string error)
    {
        var run = await ProgramRun.OfAsync(["study", .. command.Split(' ')]);

        Assert.Equal((2, $"error: {error}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Study_Interrupted_LeavesNothing()
    {
        using var scratch = new ScratchFolder();
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();

        var run = await ProgramRun.OfAsync(
            interrupt.Token, "study", "versions", "--output_dir", scratch.PathOf("out"));

        Assert.Equal((2, "error: interrupted\n"), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(scratch.PathOf("out")));
    }
}
