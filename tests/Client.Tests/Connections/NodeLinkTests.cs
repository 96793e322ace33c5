using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests.Connections;

public sealed class NodeLinkTests
{
    private static readonly GetRequest Read = new(Given.Key, 0, 0);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Connection_IsOpenedByTheFirstRequest_AndShared()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = Given.Healthy(node);
        await using var link = LinkTo(node);
        Assert.Empty(node.Connections);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ask(link)));

        Assert.All(answers, a => Assert.Equal(AnswerKind.Reply, a.Kind));
        Assert.Single(node.Connections);
    }

    [Fact]
    public async Task Request_NotAnsweredInTime_TimesOut()
    {
        await using var node = FakeNode.Start("a");
        await using var link = LinkTo(node);
        var pending = Ask(link);
        await node.NextAsync();

        Pass(link, Given.TimeoutMs - 1);
        Assert.False(pending.IsCompleted);
        Pass(link, 1);

        var answer = await pending;
        Assert.Equal((AnswerKind.TimedOut, true), (answer.Kind, answer.WasSent));
        Assert.Equal($"{node.Endpoint} gave no answer within 5000 ms", answer.Error);
    }

    [Fact]
    public async Task Answer_AfterTheTimeout_IsDroppedAndTheConnectionGoesOn()
    {
        await using var node = FakeNode.Start("a");
        await using var link = LinkTo(node);
        var first = Ask(link);
        var late = await node.NextAsync();
        Pass(link, Given.TimeoutMs);
        await first;

        var second = Ask(link);
        var request = await node.NextAsync();
        late.Reply(Given.GetFailed(node, Outcome.Invalid, "late"));
        request.Reply(Given.GetFailed(node, Outcome.Invalid, "in time"));

        Assert.Equal("in time", Assert.IsType<GetResponse>((await second).Message).Reason);
        Assert.Single(node.Connections);
    }

    [Fact]
    public async Task Request_GivenUpBeforeTheConnectionIsOpen_IsNeverSent()
    {
        await using var node = FakeNode.Start("a");
        var mayGreet = new TaskCompletionSource();
        node.MayGreet = mayGreet.Task;
        await using var link = LinkTo(node);
        using var cancellation = new CancellationTokenSource();
        var given = link.AskAsync(new PendingRequest(), new RingRequest(), cancellation.Token).AsTask();
        var kept = Ask(link);

        await cancellation.CancelAsync();
        link.Sweep(_time.GetTimestamp());
        var answer = await given;
        mayGreet.SetResult();

        Assert.Equal((AnswerKind.Cancelled, false), (answer.Kind, answer.WasSent));
        var request = await node.NextAsync<GetRequest>();
        request.Reply(Given.Got(node));
        Assert.Equal(AnswerKind.Reply, (await kept).Kind);
        Assert.True(node.IsQuiet);
    }

    [Fact]
    public async Task Request_ToANodeThatIsDown_FailsUnsent()
    {
        await using var node = FakeNode.Down("a");
        await using var link = LinkTo(node);

        var answer = await Ask(link);

        Assert.Equal((AnswerKind.ConnectionFailed, false), (answer.Kind, answer.WasSent));
        Assert.StartsWith($"cannot connect to {node.Endpoint}", answer.Error);
    }

    [Fact]
    public async Task Requests_DuringTheBackOff_FailAtOnceWithTheSameError()
    {
        await using var node = FakeNode.Down("a");
        await using var link = LinkTo(node);
        var first = await Ask(link);
        node.Listen();
        node.Answer = Given.Healthy(node);

        _time.Advance(NodeLink.BackOffMsMin - 1);
        var during = Ask(link);
        Assert.True(during.IsCompleted);
        Assert.Equal(first, await during);

        _time.Advance(1);
        Assert.Equal(AnswerKind.Reply, (await Ask(link)).Kind);
    }

    [Fact]
    public async Task BackOff_DoublesWithEveryFailure_UpToItsMaximum()
    {
        await using var node = FakeNode.Down("a");
        await using var link = LinkTo(node);
        await Ask(link);

        foreach (var backOffMs in (int[])[25, 50, 100, 200, 200])
        {
            _time.Advance(backOffMs - 1);
            Assert.True(Ask(link).IsCompleted);
            _time.Advance(1);
            await Ask(link);
        }
    }

    [Fact]
    public async Task Connection_Lost_IsOpenedAnewByTheNextRequest()
    {
        await using var node = FakeNode.Start("a");
        await using var link = LinkTo(node);
        var lost = Ask(link);
        (await node.NextAsync()).Connection.Dispose();
        Assert.Equal(AnswerKind.ConnectionFailed, (await lost).Kind);

        node.Answer = Given.Healthy(node);

        Assert.Equal(AnswerKind.Reply, (await Ask(link)).Kind);
        Assert.Equal(2, node.Connections.Count);
    }

    [Fact]
    public async Task Node_ThatNeverSaysWelcome_FailsTheOpening()
    {
        await using var node = FakeNode.Start("a");
        var mayEnd = new TaskCompletionSource();
        node.MayGreet = mayEnd.Task;
        node.Greet = _ => null;
        await using var link = LinkTo(node);
        var pending = Ask(link);
        await node.HelloSeen.Task;

        // The opening's own timer fires here, and the sweep is not called.
        _time.Advance(Given.TimeoutMs);

        var answer = await pending;
        mayEnd.SetResult();
        Assert.Equal(AnswerKind.ConnectionFailed, answer.Kind);
        Assert.Contains("did not say welcome within 5000 ms", answer.Error);
    }

    [Fact]
    public async Task Dispose_WhileOpening_FailsWhatWaits()
    {
        await using var node = FakeNode.Start("a");
        var mayEnd = new TaskCompletionSource();
        node.MayGreet = mayEnd.Task;
        node.Greet = _ => null;
        var link = LinkTo(node);
        var pending = Ask(link);

        await link.DisposeAsync();

        mayEnd.SetResult();
        Assert.Contains("closed by this client", (await pending).Error);
        Assert.Contains("closed by this client", (await Ask(link)).Error);
    }

    private NodeLink LinkTo(FakeNode node) => new(node.Endpoint, _time, Given.TimeoutMs);

    private static Task<Answer> Ask(NodeLink link) =>
        link.AskAsync(new PendingRequest(), Read, CancellationToken.None).AsTask();

    private void Pass(NodeLink link, int milliseconds)
    {
        _time.Advance(milliseconds);
        link.Sweep(_time.GetTimestamp());
    }
}
