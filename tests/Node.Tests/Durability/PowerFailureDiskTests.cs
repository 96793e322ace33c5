using DynamoLab.Node.Durability;

namespace DynamoLab.Node.Tests.Durability;

/// <summary>What a node notes while it uses its disk; what the lab makes of it is tested where the driver is.</summary>
public sealed class PowerFailureDiskTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly RealDisk _real;
    private readonly PowerFailureDisk _disk;

    public PowerFailureDiskTests()
    {
        Directory.CreateDirectory(Data);
        _real = new RealDisk(Data);
        _disk = new PowerFailureDisk(_real, Data, Notes);
    }

    private string Data => _scratch.PathOf("data");

    private string Notes => _scratch.PathOf("notes");

    public void Dispose()
    {
        _disk.Dispose();
        _real.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Append_WithoutASync_NotesTheCreationOnce()
    {
        _disk.Append("a.log", "one"u8);
        _disk.Append("a.log", "two"u8);

        Assert.Equal(["+ a.log"], Journal());
    }

    [Fact]
    public void Sync_ANewFile_NotesItsLengthAndItsName()
    {
        _disk.Append("a.log", "one"u8);
        _disk.Sync("a.log");
        _disk.Append("a.log", "two"u8);
        _disk.Sync("a.log");

        Assert.Equal(["+ a.log", "= a.log 3", "!", "= a.log 6"], Journal());
    }

    [Fact]
    public void Open_AJournalThatIsALink_IsRefused()
    {
        var outside = _scratch.PathOf("outside");
        Directory.CreateDirectory(_scratch.PathOf("others"));
        File.CreateSymbolicLink(_scratch.PathOf("others/journal"), outside);

        var error = Assert.Throws<IOException>(() => new PowerFailureDisk(_real, Data, _scratch.PathOf("others")));

        Assert.EndsWith($"is a link to {outside}; accepted: a file", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(outside));
    }

    [Fact]
    public void Delete_UntilNamesAreDurable_IsKept()
    {
        _disk.Append("a.log", "one"u8);
        _disk.Append("b.log", "two"u8);
        _disk.Delete("a.log");

        Assert.Equal("one", File.ReadAllText(Path.Combine(Notes, "kept-0")));
        Assert.Equal(["b.log"], _disk.List());
        _disk.Sync("b.log");
        Assert.False(File.Exists(Path.Combine(Notes, "kept-0")));
        Assert.Equal(["+ a.log", "+ b.log", "- a.log kept-0", "= b.log 3", "!"], Journal());
    }

    [Fact]
    public void RenameAndTruncate_AreNoted()
    {
        _disk.Append("a.log", "one"u8);
        _disk.Sync("a.log");
        _disk.Truncate("a.log", 1);
        _disk.Rename("a.log", "b.log");

        Assert.Equal(["+ a.log", "= a.log 3", "!", "< a.log 1", "> a.log b.log", "!"], Journal());
    }

    [Fact]
    public void Journal_OfAnEarlierLife_IsGoneOnWith()
    {
        _disk.Append("a.log", "one"u8);
        using var next = new PowerFailureDisk(_real, Data, Path.Combine(Notes, "next"));
        next.Append("a.log", "two"u8);
        next.Sync("a.log");

        Assert.Equal(["= a.log 6"], File.ReadAllLines(Path.Combine(Notes, "next", "journal")));
    }

    private string[] Journal()
    {
        using var file = new FileStream(
            Path.Combine(Notes, "journal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(file).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
