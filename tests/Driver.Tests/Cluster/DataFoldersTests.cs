using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class DataFoldersTests : IDisposable
{
    private static readonly NodeId Node = new("node1");
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void RefuseInUse_NothingThereOrNobodyUsingIt_Passes()
    {
        DataFolders.RefuseInUse(Path.Combine(_scratch.Path, "none"), Node);
        File.WriteAllText(Path.Combine(_scratch.Path, "LOCK"), "node1");

        DataFolders.RefuseInUse(_scratch.Path, Node);
    }

    [Fact]
    public void RefuseInUse_LockedByAProcess_NamesFolderAndNode()
    {
        using var held = new FileStream(
            Path.Combine(_scratch.Path, "LOCK"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var refused = Assert.Throws<CannotRunException>(() => DataFolders.RefuseInUse(_scratch.Path, Node));

        Assert.Contains(_scratch.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("node1", refused.Message, StringComparison.Ordinal);
    }
}
