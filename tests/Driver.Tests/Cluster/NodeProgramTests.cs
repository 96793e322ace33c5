using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class NodeProgramTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void FindBeside_WithAnExecutable_CallsIt()
    {
        Directory.CreateDirectory(_scratch.PathOf("node"));
        var program = _scratch.File("node/dynamo-node", "");
        _scratch.File("node/dynamo-node.dll", "");

        Assert.Equal([program], NodeProgram.FindBeside(_scratch.Path, HostKind.Embedded).Command);
    }

    [Fact]
    public void FindBeside_WithALibraryOnly_CallsItThroughDotnet()
    {
        Directory.CreateDirectory(_scratch.PathOf("node"));
        var library = _scratch.File("node/dynamo-node.dll", "");

        var command = NodeProgram.FindBeside(_scratch.Path, HostKind.Embedded).Command;

        Assert.Equal([Path.Combine(NodeProgram.DotnetRoot, "dotnet"), library], command);
        Assert.True(File.Exists(command[0]));
    }

    [Fact]
    public void FindBeside_WithNeither_NamesThePath() => Assert.Contains(
        _scratch.PathOf("node/dynamo-node.dll"),
        Assert.Throws<CannotRunException>(() => NodeProgram.FindBeside(_scratch.Path, HostKind.Embedded)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void FindBeside_OfTheOtherHost_LooksInItsFolder()
    {
        Directory.CreateDirectory(_scratch.PathOf("node-orleans"));
        var program = _scratch.File("node-orleans/dynamo-node-orleans", "");

        Assert.Equal([program], NodeProgram.FindBeside(_scratch.Path, HostKind.Orleans).Command);
    }

    [Fact]
    public void FindBeside_OfTheOtherHostWhereItIsNotBuilt_SaysHowToBuildIt()
    {
        var error = Assert.Throws<CannotRunException>(
            () => NodeProgram.FindBeside(_scratch.Path, HostKind.Orleans)).Message;

        Assert.StartsWith("--host orleans needs", error, StringComparison.Ordinal);
        Assert.Contains("which is not built; build with OrleansHost=true", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
