using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests;

/// <summary>A whole node on a real directory.</summary>
public sealed class NodeHostDiskTests : IDisposable
{
    private static readonly Key Key = new("k");
    private readonly Scratch _scratch = new();
    private readonly NodeLog _log = new(TextWriter.Null, TimeProvider.System);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(Core.Storage.Durability.Buffered)]
    [InlineData(Core.Storage.Durability.Sync)]
    public async Task Restart_OnItsData_HasItsKeysAndGoesOnWithItsEpoch(Core.Storage.Durability durability)
    {
        var port = TestNodes.FreePort();
        var first = await RunAsync(port, durability, wire => wire.AskAsync<WriteResponse>(1, Put("one")));
        Assert.Equal(Outcome.Ok, first.Outcome);

        var second = await RunAsync(port, durability, async wire =>
        {
            var got = await wire.AskAsync<GetResponse>(1, new GetRequest(Key, 1, 0));
            Assert.Equal("one"u8.ToArray(), got.State.Siblings[0].Value);
            return await wire.AskAsync<WriteResponse>(2, Put("two"));
        });

        Assert.Equal(first.Dot.Actor, second.Dot.Actor);
        Assert.Equal(first.Dot.Counter + 1, second.Dot.Counter);
    }

    [Fact]
    public async Task FullDisk_WritesAreRefusedWithTheReason_ReadsGoOnAndWritesComeBack()
    {
        await RunAsync(TestNodes.FreePort(), Core.Storage.Durability.Buffered, async wire =>
        {
            await wire.AskAsync<WriteResponse>(1, Put("one"));
            using var control = await TestWire.OpenAsync(wire.Port, Role.Control);
            Assert.True((await control.AskAsync<ControlDone>(
                1, new SetDiskRules([new DiskRule("*", 0, 0, DiskFault.Full)]))).IsDone);

            var failed = await wire.AskAsync<WriteResponse>(2, Put("two"));
            Assert.Equal(Outcome.QuorumUnmet, failed.Outcome);
            Assert.True(failed.MayBeApplied);
            Assert.Contains("no space left", failed.Reason, StringComparison.Ordinal);
            var refused = await wire.AskAsync<WriteResponse>(3, Put("three"));
            Assert.Equal((Outcome.StoreFailed, false), (refused.Outcome, refused.MayBeApplied));
            Assert.Equal(Outcome.Ok, (await wire.AskAsync<GetResponse>(4, new GetRequest(Key, 1, 0))).Outcome);
            Assert.Equal(0, await CounterAsync(control, "store_writable"));

            await control.AskAsync<ControlDone>(2, new SetDiskRules([]));
            while (await CounterAsync(control, "store_writable") == 0)
            {
                await Task.Delay(5);
            }

            return await wire.AskAsync<WriteResponse>(5, Put("four"));
        });
    }

    [Fact]
    public async Task Sync_ManyWritesAtOnce_ShareAnFsync()
    {
        await RunAsync(TestNodes.FreePort(), Core.Storage.Durability.Sync, async wire =>
        {
            const int Count = 200;
            for (ulong i = 1; i <= Count; i++)
            {
                await wire.SendAsync(i, Put($"{i}"));
            }

            for (var i = 0; i < Count; i++)
            {
                Assert.Equal(Outcome.Ok, Assert.IsType<WriteResponse>((await wire.ReadAsync())?.Message).Outcome);
            }

            using var control = await TestWire.OpenAsync(wire.Port, Role.Control);
            Assert.InRange(await CounterAsync(control, "store_syncs"), 1, Count - 1);
            return 0;
        });
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("/x")]
    [InlineData("a\0b/../c")]
    public async Task Write_KeyLikeAPath_NamesNoFile(string key)
    {
        await RunAsync(TestNodes.FreePort(), Core.Storage.Durability.Sync, async wire =>
        {
            var write = new WriteRequest(new Key(key), "v"u8.ToArray(), CausalContext.Empty, false, 0, 0);
            Assert.Equal(Outcome.Ok, (await wire.AskAsync<WriteResponse>(1, write)).Outcome);
            return 0;
        });

        var files = Directory.EnumerateFileSystemEntries(_scratch.PathOf(""), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_scratch.PathOf(""), path));
        Assert.All(files, file => Assert.Matches("^data(/LOCK|/[0-9]+\\.(log|hint)|/clean-stop)?$", file));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("ring?key=k")]
    [InlineData("metrics")]
    public async Task Page_OfANodeWithAFolder_DoesNotNameIt(string page)
    {
        await RunAsync(TestNodes.FreePort(), Core.Storage.Durability.Buffered, async wire =>
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{wire.Port}/") };
            Assert.DoesNotContain(_scratch.PathOf(""), await http.GetStringAsync(page), StringComparison.Ordinal);
            return 0;
        });
    }

    private static async Task<long> CounterAsync(TestWire control, string name) =>
        (await control.AskAsync<StatusResponse>(9, new StatusRequest())).Counters.Single(c => c.Name == name).Value;

    private static WriteRequest Put(string value) =>
        new(Key, System.Text.Encoding.UTF8.GetBytes(value), CausalContext.Empty, false, 0, 0);

    /// <summary>One life of the node, with a graceful end.</summary>
    private async Task<T> RunAsync<T>(int port, Core.Storage.Durability durability, Func<TestWire, Task<T>> use)
    {
        var given = new HostOptions
        {
            Seed = 1,
            DataPath = _scratch.PathOf("data"),
            Node = new NodeOptions
            {
                Id = new NodeId("n1"),
                Address = new NodeAddress("127.0.0.1", port),
                Incarnation = 1000,
                Ring = new Core.Ring.RingOptions(ReplicationFactor: 1),
                ReadQuorum = 1,
                WriteQuorum = 1,
                Durability = durability,
            },
        };
        var (store, options) = NodeStore.Open(given, _log, TimeProvider.System);
        using var data = store;
        await using var host = new NodeHost(options, store, _log, TimeProvider.System);
        host.Start();
        using var wire = await TestWire.OpenAsync(port, Role.Client);
        return await use(wire);
    }
}
