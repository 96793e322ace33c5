using DynamoLab.Core;
using DynamoLab.Node.Durability;

namespace DynamoLab.Node.Tests.Durability;

public sealed class DataFolderTests : IDisposable
{
    private static readonly NodeId N1 = new("n1");
    private readonly Scratch _scratch = new();

    private string Folder => _scratch.PathOf("data/n1");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefused()
    {
        using var first = DataFolder.Open(Folder, N1);

        var error = Assert.Throws<IOException>(() => DataFolder.Open(Folder, N1));

        Assert.Contains("another process uses", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterItWasLetGo_Succeeds()
    {
        DataFolder.Open(Folder, N1).Dispose();
        DataFolder.Open(Folder, N1).Dispose();

        Assert.Equal("n1", File.ReadAllText(Path.Combine(Folder, DataFolder.LockName)));
    }

    [Fact]
    public void Open_AnotherNodesData_IsRefused()
    {
        DataFolder.Open(Folder, N1).Dispose();

        var error = Assert.Throws<IOException>(() => DataFolder.Open(Folder, new NodeId("n2")));

        Assert.Contains("holds the data of n1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhoseLockIsALink_IsRefusedAndWhereItLeadsStays()
    {
        var outside = _scratch.PathOf("outside");
        File.WriteAllText(outside, "");
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(Path.Combine(Folder, DataFolder.LockName), outside);

        var error = Assert.Throws<IOException>(() => DataFolder.Open(Folder, N1));

        Assert.Contains($"whose LOCK is a link to {outside}", error.Message, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(outside));
    }

    [Fact]
    public void Open_WhereAFileIs_IsRefused()
    {
        File.WriteAllText(_scratch.PathOf("file"), "");

        var error = Assert.Throws<IOException>(() => DataFolder.Open(_scratch.PathOf("file"), N1));

        Assert.Contains("cannot be made", error.Message, StringComparison.Ordinal);
    }
}
