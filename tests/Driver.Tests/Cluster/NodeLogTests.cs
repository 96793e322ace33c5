using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class NodeLogTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void LastLines_OfALongFile_AreItsEnd()
    {
        var lines = Enumerable.Range(1, 5000).Select(i => $"line {i}");
        var path = _scratch.File("node1.log", string.Join('\n', lines) + "\n");

        Assert.Equal(["line 4999", "line 5000"], NodeLog.LastLines(path, 2));
    }

    [Fact]
    public void LastLines_OfAShortFile_AreAllOfIt() =>
        Assert.Equal(["only"], NodeLog.LastLines(_scratch.File("node1.log", "only"), 10));

    [Fact]
    public void LastLines_OfNoFile_AreNone() => Assert.Empty(NodeLog.LastLines(_scratch.PathOf("none"), 10));
}
