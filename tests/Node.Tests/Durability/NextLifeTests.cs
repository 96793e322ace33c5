using DynamoLab.Core;
using DynamoLab.Node.Durability;
using DynamoLab.Replica;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Tests.Durability;

public sealed class NextLifeTests
{
    private readonly MemoryDisk _disk = new();

    [Fact]
    public void Begin_AfterAnotherLife_IsAboveItWhateverTheClockSays()
    {
        var first = NextLife.Begin(Open(), Options(incarnation: 100));

        var second = NextLife.Begin(Open(), Options(incarnation: 50));

        Assert.Equal((100UL, 101UL), (first.Incarnation, second.Incarnation));
    }

    [Fact]
    public void Begin_OnAFullDisk_SaysSoInsteadOfUsingAnIncarnationThatIsNotKept()
    {
        var store = Open();
        _disk.CapacityBytes = 0;

        var failure = Assert.Throws<DiskException>(() => NextLife.Begin(store, Options(incarnation: 100)));

        Assert.Contains("the disk refuses writes", failure.Message, StringComparison.Ordinal);
    }

    private LogStore Open() => LogStore.Open(_disk, new LogStoreOptions { Durability = Core.Storage.Durability.Sync });

    private static NodeOptions Options(ulong incarnation) => new()
    {
        Id = new NodeId("n1"),
        Address = new NodeAddress("127.0.0.1", 1),
        Incarnation = incarnation,
    };
}
