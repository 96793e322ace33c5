using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Torture;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class WorkloadWorkerTests
{
    [Theory]
    [InlineData(WriteContext.Last)]
    [InlineData(WriteContext.Read)]
    [InlineData(WriteContext.Blind)]
    public async Task RunAsync_AnyWriteContext_MakesExactlyItsOperationsInTheMix(WriteContext context)
    {
        await using var node = new MemoryNode();

        var operations = await RunAsync(node, Options(2_000) with { WriteContext = context });

        Assert.Equal(2_000, operations.Count);
        Assert.All(operations, operation => Assert.True(operation.IsSuccess));
        Assert.InRange(operations.Count(o => o.Kind == OperationKind.Read), 900, 1_100);
    }

    [Fact]
    public async Task RunAsync_LastContext_WritesCoverWhatTheWorkerSaw()
    {
        await using var node = new MemoryNode();

        var operations = await RunAsync(node, Options(500) with { Keyspace = 5 });

        var seen = new Dictionary<Key, CausalContext>();
        foreach (var operation in operations)
        {
            if (operation.Kind == OperationKind.Write)
            {
                Assert.Equal(seen[operation.Key], operation.Context);
            }

            seen[operation.Key] = operation.Kind == OperationKind.Read ? operation.Context : operation.ResultContext;
        }
    }

    [Fact]
    public async Task RunAsync_ReadContext_EveryWriteFollowsARead()
    {
        await using var node = new MemoryNode();

        var operations = await RunAsync(node, Options(300) with { WriteContext = WriteContext.Read });

        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].Kind == OperationKind.Write)
            {
                Assert.Equal(OperationKind.Read, operations[i - 1].Kind);
                Assert.Equal(operations[i - 1].Key, operations[i].Key);
                Assert.Equal(operations[i - 1].Context, operations[i].Context);
                Assert.True(operations[i].Intended >= operations[i - 1].End);
            }
        }
    }

    [Fact]
    public async Task RunAsync_BlindContext_SendsNone()
    {
        await using var node = new MemoryNode();

        var operations = await RunAsync(node, Options(200) with { WriteContext = WriteContext.Blind });

        Assert.All(
            operations.Where(o => o.Kind == OperationKind.Write), write => Assert.True(write.Context.IsEmpty));
    }

    [Fact]
    public async Task RunAsync_OfATorture_DeletesSomeKeysWithTheLastContext()
    {
        await using var node = new MemoryNode();

        var operations = await RunAsync(
            node, Options(2_000) with { Keyspace = 16, Torture = new TortureOptions() });

        var deletes = operations.Where(o => o.Kind == OperationKind.Delete).ToList();
        Assert.InRange(deletes.Count, 1, 100);
        Assert.All(deletes, delete => Assert.True(delete.IsSuccess && !delete.Context.IsEmpty && !delete.CoversHeld));
        Assert.Equal(
            [KeySpace.NameOf(0), KeySpace.NameOf(8)], deletes.Select(d => d.Key.ToString()).Distinct().Order());
    }

    [Fact]
    public async Task RunAsync_ReadForAWriteFails_DoesNotWrite()
    {
        await using var node = new MemoryNode { Refuse = m => m is GetRequest ? "needed 1, got 0" : null };

        var operations = await RunAsync(node, Options(100));

        Assert.All(operations, operation => Assert.Equal(OperationKind.Read, operation.Kind));
        Assert.All(operations, operation => Assert.Contains("needed 1, got 0", operation.Error));
    }

    [Fact]
    public async Task RunAsync_SameSeed_AsksTheSameInTheSameOrder()
    {
        await using var one = new MemoryNode();
        await using var two = new MemoryNode();

        var first = await RunAsync(one, Options(300));
        var second = await RunAsync(two, Options(300));

        Assert.Equal(
            first.Select(o => (o.Kind, o.Key, o.WrittenValueId)),
            second.Select(o => (o.Kind, o.Key, o.WrittenValueId)));
        Assert.Equal(one.StateOf(new Key(KeySpace.NameOf(0))).Hash, two.StateOf(new Key(KeySpace.NameOf(0))).Hash);
    }

    [Fact]
    public async Task RunAsync_Abandoned_RecordsTheWriteThatMayHaveBeenApplied()
    {
        using var interrupt = new CancellationTokenSource();
        await using var node = new MemoryNode { Ignores = m => m is WriteRequest };
        node.Saw = m =>
        {
            if (m is WriteRequest)
            {
                interrupt.Cancel();
            }
        };

        var operations = await RunAsync(
            node, Options(1_000) with { WriteContext = WriteContext.Blind }, interrupt.Token);

        var last = operations[^1];
        Assert.Equal(OperationKind.Write, last.Kind);
        Assert.False(last.IsSuccess);
        Assert.Equal(last.WrittenValueId, last.Versions[0].ValueId);
        Assert.NotEmpty(last.WrittenValueId);
    }

    [Fact]
    public async Task RunAsync_OpenLoop_MeasuresFromTheIntendedStart()
    {
        await using var node = new MemoryNode();
        var options = Options(200) with { Rate = 1_000_000, WriteContext = WriteContext.Blind };

        var operations = await RunAsync(node, options);

        // Arrivals come far faster than one worker can serve, so its backlog only grows.
        Assert.Equal(200, operations.Count);
        Assert.All(operations, operation => Assert.True(operation.Start >= operation.Intended));
        Assert.Equal(operations.Select(o => o.Intended).Order(), operations.Select(o => o.Intended));
        Assert.True(
            operations[^1].Start.UsSince(operations[^1].Intended)
            > operations[0].Start.UsSince(operations[0].Intended));
    }

    private static ExperimentOptions Options(long operations) => new()
    {
        Operations = operations,
        Keyspace = 20,
        Seed = 11,
        OutputDir = "",
        Label = "",
        RepeatCommand = "",
    };

    private static async Task<List<Operation>> RunAsync(
        MemoryNode node, ExperimentOptions options, CancellationToken interrupt = default)
    {
        var operations = new List<Operation>();
        var plan = new WorkloadPlan(options, KeySpace.Of(options.Keyspace))
        {
            Start = new OperationFacts(0, node.Client.Clock).Now,
        };
        await using var recorder = new OperationRecorder(new OperationCsv(new StringWriter()), operations.Add);
        await new WorkloadWorker(0, plan, node.Client.OpenSession(0), recorder).RunAsync(interrupt, interrupt);
        await recorder.CompleteAsync();
        return operations;
    }
}
