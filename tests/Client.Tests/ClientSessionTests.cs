using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests;

/// <summary>What goes over the wire for each operation, and what comes back.</summary>
public sealed class ClientSessionTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Get_Answered_GivesStateQuorumNodeAndAttempt()
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node) with { ReadQuorum = 3 }, _time);
        var pending = client.OpenSession(0).GetAsync(Given.Key).AsTask();
        var request = await node.NextAsync();
        var startUs = client.Clock.NowUs;
        _time.Advance(20);

        request.Reply(new GetResponse(
            Outcome.Ok, new NodeId("b"), Given.State("a", 4, 1, 2), new QuorumCount(3, 3, 1), ""));
        var result = await pending;

        Assert.Equal(new GetRequest(Given.Key, 3, 4900), request.Message);
        Assert.True(result.IsSuccess);
        Assert.Equal([1, 2], result.State.Siblings[0].Value!);
        Assert.Equal(new QuorumCount(3, 3, 1), result.Quorum);
        Assert.Equal(node.Id, result.Node);
        Assert.Equal([new Attempt(node.Id, startUs, startUs + 20_000, true, "")], result.Attempts);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Put_Answered_GivesDotContextAndAcknowledgements()
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node) with { WriteQuorum = 1 }, _time);
        var context = Given.Context("b", 3);
        var pending = client.OpenSession(0).PutAsync(Given.Key, [5], context).AsTask();
        var request = await node.NextAsync();

        request.Reply(Given.Wrote(node, 8));
        var result = await pending;

        var sent = Assert.IsType<WriteRequest>(request.Message);
        Assert.Equal([5], sent.Value!);
        Assert.Equal((context, false, 1, 4900), (sent.Context, sent.CoversHeld, sent.WriteQuorum, sent.TimeoutMs));
        Assert.True(result.IsSuccess);
        Assert.Equal(Given.Dot("a", 8), result.Dot);
        Assert.Equal(Given.Context("a", 8), result.Context);
        Assert.Equal(new QuorumCount(2, 2, 1), result.Quorum);
        Assert.Equal([node.Id, new NodeId("other")], result.AcknowledgedBy);
        Assert.Equal((node.Id, true, ""), (result.Node, result.MayBeApplied, result.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_WithoutAContext_CoversWhatTheCoordinatorHolds(bool hasContext)
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node), _time);
        var context = hasContext ? Given.Context("b", 3) : null;
        var pending = client.OpenSession(0).DeleteAsync(Given.Key, context).AsTask();
        var request = await node.NextAsync();
        request.Reply(Given.Wrote(node));
        await pending;

        var sent = Assert.IsType<WriteRequest>(request.Message);
        Assert.Null(sent.Value);
        Assert.Equal(context ?? CausalContext.Empty, sent.Context);
        Assert.Equal(!hasContext, sent.CoversHeld);
    }

    [Fact]
    public async Task Request_TooLarge_IsRefusedWithoutAnAttempt()
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node), _time);
        var session = client.OpenSession(0);

        var put = await session.PutAsync(Given.Key, new byte[Limits.ValueBytesMax + 1], CausalContext.Empty);
        var get = await session.GetAsync(default);

        Assert.Equal((false, false), (put.IsSuccess, put.MayBeApplied));
        Assert.Contains("the value has 1048577 bytes", put.Error);
        Assert.Empty(put.Attempts);
        Assert.Equal((false, "the key is empty"), (get.IsSuccess, get.Error));
        Assert.Empty(node.Connections);
    }

    [Fact]
    public async Task Operation_Cancelled_Throws()
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node), _time);
        using var cancellation = new CancellationTokenSource();
        var session = client.OpenSession(0);
        var pending = session.GetAsync(Given.Key, cancellation.Token).AsTask();
        await node.NextAsync();

        await cancellation.CancelAsync();
        _time.Advance(DynamoClient.SweepMs);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        node.Answer = Given.Healthy(node);
        Assert.True((await session.GetAsync(Given.Key)).IsSuccess);
    }

    [Fact]
    public async Task Operation_WhileAnotherIsUnderWay_IsMisuse()
    {
        await using var node = FakeNode.Start("a");
        await using var client = new DynamoClient(Given.Options(node), _time);
        var session = client.OpenSession(0);
        var pending = session.GetAsync(Given.Key).AsTask();
        var request = await node.NextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.GetAsync(Given.Key).AsTask());

        request.Reply(Given.Got(node));
        Assert.True((await pending).IsSuccess);
    }

    [Fact]
    public async Task Client_Disposed_FailsWhatIsUnderWayOnce_AndTakesNoMore()
    {
        await using var first = FakeNode.Start("a");
        await using var second = FakeNode.Start("b");
        var client = new DynamoClient(Given.Options(first, second), _time);
        var session = client.OpenSession(0);
        var put = session.PutAsync(Given.Key, [1], CausalContext.Empty).AsTask();
        await first.NextAsync();

        await client.DisposeAsync();

        var result = await put;
        Assert.Equal((false, true), (result.IsSuccess, result.MayBeApplied));
        Assert.Contains("closed by this client", Assert.Single(result.Attempts).Error);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.GetAsync(Given.Key).AsTask());
        Assert.Throws<ObjectDisposedException>(() => client.OpenSession(1));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_ShareTheConnections()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = Given.Healthy(node);
        await using var client = new DynamoClient(Given.Options(node) with { ConnectionsPerNode = 2 }, _time);

        await Parallel.ForAsync(0, 32, async (i, _) =>
        {
            var session = client.OpenSession(i);
            for (var n = 0; n < 50; n++)
            {
                Assert.True((await session.GetAsync(Given.Key)).IsSuccess);
                Assert.True((await session.PutAsync(Given.Key, [1], CausalContext.Empty)).IsSuccess);
            }
        });

        Assert.Equal(2, node.Connections.Count);
    }
}
