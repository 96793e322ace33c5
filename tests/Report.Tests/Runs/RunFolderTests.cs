using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Tests.Runs;

public sealed class RunFolderTests
{
    [Fact]
    public void Read_AFolderThatIsNotThere_SaysSo() => Says("nowhere is not there", () => RunFolder.Read("nowhere"));

    [Fact]
    public void Read_AFile_SaysThatAFolderIsWanted()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.PathOf("file"), "");

        Says("is a file; accepted: the folder of a run", () => RunFolder.Read(scratch.PathOf("file")));
    }

    [Fact]
    public void Read_AFolderOfSomethingElse_NamesWhatIsMissing()
    {
        using var scratch = new ScratchFolder();

        Says("has no metrics.json: it is not the folder of a finished run", () => RunFolder.Read(scratch.Path));
    }

    [Theory]
    [InlineData(RunFolder.MetricsName, "{ half", "metrics.json cannot be read: ")]
    [InlineData(RunFolder.MetricsName, "{}", "metrics.json cannot be read: ")]
    [InlineData(RunFolder.MetricsName, "null", "metrics.json cannot be read: ")]
    [InlineData(
        RunFolder.ConfigName, "[1]", "experiment_config.json cannot be read: there is no object named parameters")]
    [InlineData(RunFolder.ConfigName, "", "experiment_config.json cannot be read: ")]
    public void Read_ADamagedFile_NamesIt(string name, string text, string message)
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path);
        File.WriteAllText(scratch.PathOf(name), text);

        Says(message, () => RunFolder.Read(scratch.Path));
    }

    [Fact]
    public void Read_AnotherSchema_SaysWhichIsAccepted()
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path, change: m => m with { SchemaVersion = 2 });

        Says("schema_version is 2; accepted: 1", () => RunFolder.Read(scratch.Path));
    }

    private static void Says(string message, Action read)
    {
        var problem = Assert.Throws<ReportException>(read);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }
}
