using System.IO.Compression;
using DynamoLab.Driver.Tests.Cli;

namespace DynamoLab.Driver.Tests.Bundles;

public sealed class BundleTests
{
    [Fact]
    public async Task Bundle_OfARun_HoldsItsFilesAndItsCommand()
    {
        using var scratch = new ScratchFolder();
        var bundle = await SampleBundle.MakeAsync(scratch);

        using var zip = ZipFile.OpenRead(bundle);
        Assert.Equal(
            ["bundle.json", "experiment_config.json", "metrics.json", "summary.txt"], zip.Entries.Select(e => e.Name));
        using var manifest = new StreamReader(zip.Entries[0].Open());
        var text = await manifest.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"--label\",\n    \"plain\"", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundle_MadeTwice_IsTheSameAndOverwritesNothing()
    {
        using var scratch = new ScratchFolder();
        var first = await SampleBundle.MakeAsync(scratch);

        var again = await ProgramRun.OfAsync("bundle", scratch.PathOf("run"));
        Assert.Equal((2, $"error: {first} exists already; nothing is overwritten\n"), (again.ExitCode, again.Error));

        var beside = await ProgramRun.OfAsync("bundle", scratch.PathOf("run"), "--output_dir", scratch.PathOf("b"));
        Assert.Equal((0, ""), (beside.ExitCode, beside.Error));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(scratch.PathOf("b/run.bundle.zip")));
    }

    [Theory]
    [InlineData("run --nodes 3 --cluster_procs x.json", "the run used --cluster_procs, which no bundle holds; "
        + "accepted: runs of --nodes")]
    [InlineData(
        "run --nodes 3 --data-dir=d", "the run used --data-dir=d, which no bundle holds; accepted: runs of --nodes")]
    [InlineData("run --seed 1", "the run used a cluster that was there; accepted: runs of --nodes")]
    [InlineData(
        "torture --nodes 5", "its command is 'dotnet run -c Release --project src/Driver -- torture --nodes 5'; "
        + "accepted: run, experiment")]
    public async Task Bundle_OfARunThatNeedsMore_SaysWhat(string command, string reason)
    {
        using var scratch = new ScratchFolder();
        SampleBundle.WriteRun(scratch, command);

        var run = await ProgramRun.OfAsync("bundle", scratch.PathOf("run"));

        Assert.Equal(
            (2, $"error: {scratch.PathOf("run")} cannot be bundled: {reason}\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(scratch.PathOf("run.bundle.zip")));
    }

    [Fact]
    public async Task Bundle_OfAFolderThatIsNoRun_NamesTheFile()
    {
        using var scratch = new ScratchFolder();

        var run = await ProgramRun.OfAsync("bundle", scratch.Path);

        Assert.Equal(
            (2, $"error: {scratch.Path} is no folder of a run: it has no experiment_config.json\n"),
            (run.ExitCode, run.Error));
    }
}
