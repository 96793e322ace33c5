using DynamoLab.Client.Choices;
using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Client.Tests.Choices;

public sealed class RingSourceTests
{
    private static readonly Token Token = Given.Key.Token;

    private readonly ManualTime _time = new();
    private int _questions;

    [Fact]
    public async Task Ring_IsAskedForOnce()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = _ => Count(RingOf("a", 1));
        await using var link = new NodeLink(node.Endpoint, _time, Given.TimeoutMs);
        var source = Source(node, link);
        Assert.Empty(source.PrimariesOf(Token));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.ReadyAsync(default).AsTask()));
        _time.Advance(RingSource.AskAgainMs);
        await source.ReadyAsync(default);

        Assert.Equal([0], source.PrimariesOf(Token));
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task Ring_WithAFailedAttempt_IsAskedForAgainWhenDue()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = _ => Count(RingOf("b", 1));
        await using var link = new NodeLink(node.Endpoint, _time, Given.TimeoutMs);
        var source = Source(node, link);
        await source.ReadyAsync(default);
        Assert.Empty(source.PrimariesOf(Token));

        node.Answer = _ => Count(RingOf("a", 2));
        _time.Advance(RingSource.AskAgainMs - 1);
        source.Learn(node.Id, new Answer(AnswerKind.TimedOut, null, true, ""));
        Assert.Equal(1, _questions);
        _time.Advance(1);
        source.Learn(node.Id, new Answer(AnswerKind.TimedOut, null, true, ""));
        await source.StopAsync();

        Assert.Equal([0], source.PrimariesOf(Token));
        Assert.Equal(2, _questions);
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("b", 2)]
    public async Task Ring_WithAWritePassedOn_IsAskedForAgain(string coordinator, int questions)
    {
        await using var node = FakeNode.Start("a");
        node.Answer = _ => Count(RingOf("a", 1));
        await using var link = new NodeLink(node.Endpoint, _time, Given.TimeoutMs);
        var source = Source(node, link);
        await source.ReadyAsync(default);
        _time.Advance(RingSource.AskAgainMs);

        source.Learn(node.Id, Answer.Reply(Given.Wrote(node) with { Coordinator = new NodeId(coordinator) }));
        await source.StopAsync();

        Assert.Equal(questions, _questions);
    }

    [Fact]
    public async Task Ring_ThatNobodyTells_HoldsNothingUp()
    {
        await using var node = FakeNode.Down("a");
        await using var link = new NodeLink(node.Endpoint, _time, Given.TimeoutMs);
        var source = Source(node, link);

        await source.ReadyAsync(default);
        Assert.True(source.ReadyAsync(default).AsTask().IsCompleted);

        Assert.Empty(source.PrimariesOf(Token));
    }

    private static RingResponse RingOf(string member, ulong version) => new(
        version, Placement.FixedPartitions, 1, 1, [new Member(new NodeId(member), "h", 1, 1, MemberStatus.Joined)]);

    private RingSource Source(FakeNode node, NodeLink link)
    {
        var health = new NodeHealth(_time, 0);
        ClientNode[] nodes = [new ClientNode(0, node.Endpoint, [link], health)];
        return new RingSource(nodes, Given.Options(node), _time, new DeterministicRandom(1));
    }

    private RingResponse Count(RingResponse response)
    {
        Interlocked.Increment(ref _questions);
        return response;
    }
}
