using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class DataFoldersTests : IDisposable
{
    private static readonly NodeId Node = new("node1");
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Prepare_NothingThereOrNobodyUsingIt_Passes()
    {
        var missing = Path.Combine(_scratch.Path, "none");
        DataFolders.Prepare(missing, Node);
        File.WriteAllText(Path.Combine(_scratch.Path, "LOCK"), "node1");

        DataFolders.Prepare(_scratch.Path, Node);

        Assert.True(Directory.Exists(missing));
    }

    [Fact]
    public void Prepare_BelowAFile_NamesFolderAndNode()
    {
        var file = Path.Combine(_scratch.Path, "file");
        File.WriteAllText(file, "");
        var folder = Path.Combine(file, "node1");

        var refused = Assert.Throws<CannotRunException>(() => DataFolders.Prepare(folder, Node));

        Assert.StartsWith(
            $"--data_dir: {folder}, for node1, cannot be made: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_Link_IsRefused()
    {
        var outside = Directory.CreateDirectory(_scratch.PathOf("outside")).FullName;
        var folder = _scratch.PathOf("node1");
        Directory.CreateSymbolicLink(folder, outside);

        var refused = Assert.Throws<CannotRunException>(() => DataFolders.Prepare(folder, Node));

        Assert.Equal($"{folder} is a link to {outside}; accepted: no link there", refused.Message);
    }

    [Fact]
    public void Prepare_LockedByAProcess_NamesFolderAndNode()
    {
        using var held = new FileStream(
            Path.Combine(_scratch.Path, "LOCK"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var refused = Assert.Throws<CannotRunException>(() => DataFolders.Prepare(_scratch.Path, Node));

        Assert.Contains(_scratch.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("node1", refused.Message, StringComparison.Ordinal);
    }
}
