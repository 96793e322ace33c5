using DynamoLab.Node.Durability;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Tests.Durability;

public sealed class RealDiskTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly RealDisk _disk;

    public RealDiskTests()
    {
        Directory.CreateDirectory(Folder);
        _disk = new RealDisk(Folder);
    }

    private string Folder => _scratch.PathOf("data");

    public void Dispose()
    {
        _disk.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Append_TwiceAndSynced_IsReadBackByAnother()
    {
        _disk.Append("a.log", "one "u8);
        _disk.Append("a.log", "two"u8);
        _disk.Sync("a.log");

        using var other = new RealDisk(Folder);
        Assert.Equal(7, other.Length("a.log"));
        var read = new byte[10];
        Assert.Equal(3, other.Read("a.log", 4, read));
        Assert.Equal("two"u8.ToArray(), read[..3]);
        Assert.Equal(0, other.Read("a.log", 7, read));
    }

    [Fact]
    public void Append_AfterTruncate_GoesOnAtTheNewEnd()
    {
        _disk.Append("a.log", "one two"u8);
        _disk.Truncate("a.log", 4);
        _disk.Append("a.log", "three"u8);

        Assert.Equal("one three", File.ReadAllText(Path.Combine(Folder, "a.log")));
        Assert.Equal(9, _disk.Length("a.log"));
    }

    [Fact]
    public void List_OtherNames_AreNotThere()
    {
        File.WriteAllText(Path.Combine(Folder, DataFolder.LockName), "n1");
        _disk.Append("b.log", [1]);
        _disk.Append("a.hint", [1]);

        Assert.Equal(["a.hint", "b.log"], _disk.List());
    }

    [Fact]
    public void Append_ToALink_IsRefusedAndWhereItLeadsStays()
    {
        var outside = _scratch.PathOf("outside");
        File.WriteAllText(outside, "mine");
        File.CreateSymbolicLink(Path.Combine(Folder, "a.log"), outside);

        var error = Assert.Throws<DiskException>(() => _disk.Append("a.log", "theirs"u8));

        Assert.Equal("cannot write a.log: a.log is a link; accepted: a file", error.Message);
        Assert.Equal("mine", File.ReadAllText(outside));
        File.Delete(outside);
        Assert.Throws<DiskException>(() => _disk.Append("a.log", "theirs"u8));
        Assert.False(File.Exists(outside));
    }

    [Fact]
    public void Rename_OverAnOpenFile_ReplacesIt()
    {
        _disk.Append("a", "old"u8);
        _disk.Append("b", "new one"u8);

        _disk.Rename("b", "a");

        Assert.Equal(["a"], _disk.List());
        Assert.Equal(7, _disk.Length("a"));
        _disk.Delete("a");
        _disk.Delete("a");
        Assert.Equal(0, _disk.Length("a"));
    }

    [Fact]
    public void Read_OfNoFile_IsAnErrorOfTheDisk()
    {
        var error = Assert.Throws<DiskException>(() => _disk.Read("none", 0, new byte[1]));

        Assert.Equal((DiskFailure.Error, "cannot read none: Could not find file 'none'."), (error.Kind, error.Message));
        Assert.Throws<DiskException>(() => _disk.Sync("none"));
    }

    [Fact]
    public void Sync_InAFolderThatIsGone_NamesNoFolder()
    {
        _disk.Append("a.log", [1]);
        Directory.Delete(Folder, recursive: true);

        var error = Assert.Throws<DiskException>(() => _disk.Sync("a.log"));

        Assert.Equal("cannot sync a.log: cannot open its folder: No such file or directory", error.Message);
        error = Assert.Throws<DiskException>(() => _disk.List());
        Assert.DoesNotContain(Folder, error.Message, StringComparison.Ordinal);
    }

    /// <summary>/dev/full is a disk that is always full.</summary>
    [Fact]
    public void Append_WithoutSpace_SaysFull()
    {
        using var full = new RealDisk("/dev");

        var error = Assert.Throws<DiskException>(() => full.Append("full", [1, 2, 3]));

        Assert.Equal(DiskFailure.Full, error.Kind);
        Assert.Equal("cannot write full: No space left on device : 'full'", error.Message);
    }
}
