using DynamoLab.Core;
using DynamoLab.Node.Durability;

namespace DynamoLab.Node.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Main_BadOption_IsExitCode2() => Assert.Equal(2, await Program.Main(["--port", "70000"]));

    [Fact]
    public async Task Main_Help_IsExitCode0() => Assert.Equal(0, await Program.Main(["--help"]));

    [Fact]
    public async Task Main_LogFileInAMissingFolder_IsExitCode2() =>
        Assert.Equal(2, await Program.Main(Arguments(1, "--log_file", _scratch.PathOf("missing/n.log"))));

    [Fact]
    public async Task Main_PortInUse_IsExitCode2AndInTheLog()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        var log = _scratch.PathOf("n.log");

        Assert.Equal(2, await Program.Main(Arguments(nodes.Port, "--log_file", log)));

        Assert.Contains($"ERROR --port is {nodes.Port}, which is in use", await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task Main_MalformedClusterFile_IsExitCode2()
    {
        var procs = _scratch.PathOf("procs.json");
        await File.WriteAllTextAsync(procs, "[]");

        Assert.Equal(2, await Program.Main(Arguments(
            TestNodes.FreePort(), "--cluster_procs", procs, "--log_file", _scratch.PathOf("n.log"))));
    }

    [Fact]
    public async Task Main_DataOfARunningNode_IsExitCode2AndOneLine()
    {
        var log = _scratch.PathOf("n.log");
        using var held = DataFolder.Open(_scratch.PathOf("data"), new NodeId("n7"));

        Assert.Equal(2, await Program.Main(Arguments(TestNodes.FreePort(), "--log_file", log)));

        Assert.Contains("which another process uses", Assert.Single(await File.ReadAllLinesAsync(log)));
    }

    private string[] Arguments(int port, params string[] more) =>
        ["--id", "n7", "--port", $"{port}", "--data_dir", _scratch.PathOf("data"), .. more];
}
