using DynamoLab.Core;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage.Tests.Disks;

public sealed class MemoryDiskTests
{
    [Fact]
    public void Crash_AppendNotSynced_LosesKeepsOrTearsIt()
    {
        var lengths = new HashSet<long>();
        for (var seed = 0UL; seed < 200; seed++)
        {
            var disk = new MemoryDisk();
            disk.Append("a", [1, 2, 3]);
            disk.Sync("a");
            disk.Append("a", [4, 5, 6]);
            disk.Crash(new DeterministicRandom(seed));
            lengths.Add(disk.Length("a"));
            Assert.Equal([1, 2, 3], Bytes(disk, "a")[..3]);
        }

        Assert.Equal([3, 4, 5, 6], lengths.Order());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Crash_DeletionAndCreationNotSynced_AreUndoneOrNot(int choice, bool isUndone)
    {
        var disk = new MemoryDisk();
        disk.Append("old", [1]);
        disk.Sync("old");
        disk.Delete("old");
        disk.Append("new", [2]);

        disk.Crash(bound => Math.Min(choice, bound - 1));

        Assert.Equal(isUndone ? ["old"] : ["new"], disk.List());
    }

    [Fact]
    public void Crash_AfterRename_KeepsTheNewNameOnly()
    {
        var disk = new MemoryDisk();
        disk.Append("a", [1]);
        disk.Append("b", [2]);
        disk.Sync("a");
        disk.Sync("b");
        disk.Rename("a", "b");

        disk.Crash(_ => 0);

        Assert.Equal(["b"], disk.List());
        Assert.Equal([1], Bytes(disk, "b"));
    }

    [Fact]
    public void Crash_TruncationNotSynced_MayBringTheBytesBack()
    {
        var disk = new MemoryDisk();
        disk.Append("a", [1, 2, 3]);
        disk.Sync("a");
        disk.Truncate("a", 1);
        var other = disk.Copy();

        disk.Crash(_ => 0);
        other.Crash(_ => 0);

        Assert.Equal([1, 2, 3], Bytes(disk, "a"));
        Assert.Equal([1], Bytes(other, "a"));
    }

    [Fact]
    public void Sync_FailedBefore_SucceedsAndHasNotSavedTheBytes()
    {
        var disk = new MemoryDisk { FailSync = true };
        disk.Append("a", [1, 2]);
        Assert.Throws<DiskException>(() => disk.Sync("a"));
        disk.FailSync = false;
        disk.Append("a", [3]);
        disk.Sync("a");
        Assert.Equal([1, 2, 3], Bytes(disk, "a"));

        disk.Crash(_ => 1);

        Assert.Equal([0, 0, 3], Bytes(disk, "a"));
    }

    [Fact]
    public void Append_BeyondTheCapacity_TakesWhatFits()
    {
        var disk = new MemoryDisk { CapacityBytes = 4 };
        disk.Append("a", [1, 2, 3]);

        var failure = Assert.Throws<DiskException>(() => disk.Append("b", [4, 5]));

        Assert.Equal(DiskFailure.Full, failure.Kind);
        Assert.Equal((3, 1), (disk.Length("a"), disk.Length("b")));
    }

    private static byte[] Bytes(MemoryDisk disk, string name)
    {
        var bytes = new byte[disk.Length(name)];
        Assert.Equal(bytes.Length, disk.Read(name, 0, bytes));
        return bytes;
    }
}
