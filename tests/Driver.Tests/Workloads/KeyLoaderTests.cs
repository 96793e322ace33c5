using System.Collections.Concurrent;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class KeyLoaderTests
{
    private readonly List<Operation> _operations = [];

    [Fact]
    public async Task RunAsync_FreshCluster_WritesEveryKeyOnce()
    {
        await using var node = new MemoryNode();

        await LoadAsync(node, isClusterFresh: true);

        Assert.Equal(100, _operations.Count);
        Assert.Equal(100, _operations.Select(o => o.Key).Distinct().Count());
        Assert.All(_operations, o => Assert.Equal(OperationKind.Write, o.Kind));
        Assert.All(_operations, o => Assert.True(o.Worker >= 7));
        Assert.All(Enumerable.Range(0, 100), i =>
            Assert.Equal($"l.{i:x}", ValueId.Of(node.StateOf(new Key(KeySpace.NameOf(i))).Siblings[0].Value)));
    }

    [Fact]
    public async Task RunAsync_StandingCluster_CoversWhatIsThere()
    {
        await using var node = new MemoryNode();
        await LoadAsync(node, isClusterFresh: true);

        await LoadAsync(node, isClusterFresh: false);

        Assert.All(Enumerable.Range(0, 100), i =>
            Assert.Equal(1, node.StateOf(new Key(KeySpace.NameOf(i))).Siblings.Length));
    }

    [Fact]
    public async Task RunAsync_OneWriteFails_IsRepeatedWithAnotherValueId()
    {
        var refused = new ConcurrentDictionary<Key, bool>();
        var hard = new Key(KeySpace.NameOf(3));
        await using var node = new MemoryNode
        {
            Refuse = m => m is WriteRequest w && w.Key == hard && refused.TryAdd(w.Key, true) ? "too busy" : null,
        };

        await LoadAsync(node, isClusterFresh: true);

        var writes = _operations.Where(o => o.Key == hard && o.Kind == OperationKind.Write).ToList();
        Assert.Equal(["l.3", "l.3.1"], writes.Select(o => o.WrittenValueId));
        Assert.Equal([false, true], writes.Select(o => o.IsSuccess));
    }

    [Fact]
    public async Task RunAsync_KeyThatCannotBeLoaded_EndsTheRunNamingIt()
    {
        var hard = new Key(KeySpace.NameOf(3));
        await using var node = new MemoryNode
        {
            Refuse = m => m is WriteRequest w && w.Key == hard ? "disk full" : null
        };

        var problem = await Assert.ThrowsAsync<CannotRunException>(() => LoadAsync(node, isClusterFresh: true));

        Assert.Contains("key 'key-000000000003' could not be loaded in 5 attempts", problem.Message);
        Assert.Contains("disk full", problem.Message);
    }

    private async Task LoadAsync(MemoryNode node, bool isClusterFresh)
    {
        var options = new ExperimentOptions
        {
            Keyspace = 100,
            Concurrency = 7,
            Seed = 11,
            OutputDir = "",
            Label = "",
            RepeatCommand = "",
        };
        var plan = new WorkloadPlan(options, KeySpace.Of(options.Keyspace));
        await using var recorder = new OperationRecorder(new OperationCsv(new StringWriter()), _operations.Add);
        var loader = new KeyLoader(plan, node.Client, recorder, isClusterFresh) { RetryDelay = TimeSpan.Zero };
        await loader.RunAsync(CancellationToken.None);
        await recorder.CompleteAsync();
        Assert.Equal(100, loader.Loaded);
    }
}
