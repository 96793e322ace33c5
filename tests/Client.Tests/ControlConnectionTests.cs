using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests;

public sealed class ControlConnectionTests
{
    [Fact]
    public async Task Question_IsAnsweredInItsOwnKind()
    {
        await using var node = FakeNode.Start("a");
        await using var control = await Open(node);
        var pending = control.AskAsync<ControlDone>(new RepairPause(true), default);
        var request = await node.NextAsync<RepairPause>();
        request.Reply(new ControlDone(true, 12, ""));

        Assert.Equal(new ControlDone(true, 12, ""), await pending);
        Assert.Equal((node.Id, 7ul), (control.Node, control.Incarnation));
        Assert.Equal(Role.Control, node.Connections[0].Hello.Role);
    }

    [Fact]
    public async Task Questions_UnderWayAtOnce_EachGetsItsAnswer()
    {
        await using var node = FakeNode.Start("a");
        await using var control = await Open(node);
        var pause = control.AskAsync<ControlDone>(new RepairPause(true), default);
        var ring = control.AskAsync<RingResponse>(new RingRequest(), default);
        var first = await node.NextAsync();
        var second = await node.NextAsync();

        foreach (var request in (FakeRequest[])[second, first])
        {
            request.Reply(request.Message is RepairPause
                ? new ControlDone(true, 1, "")
                : new RingResponse(5, Core.Ring.Placement.FixedPartitions, 3, 1, []));
        }

        Assert.True((await pause).IsDone);
        Assert.Equal(5ul, (await ring).Version);
    }

    [Fact]
    public async Task Question_Refused_ReasonIsTheError()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = _ => new ControlDone(false, 1, "not ready");
        await using var control = await Open(node);

        Assert.Equal($"{node.Endpoint} refused RingRequest: not ready", await ErrorOf(control));
    }

    [Fact]
    public async Task Question_AnsweredInAnotherKind_IsAnError()
    {
        await using var node = FakeNode.Start("a");
        node.Answer = _ => Given.Got(node);
        await using var control = await Open(node);

        Assert.Equal($"{node.Endpoint} answered RingRequest with GetResponse", await ErrorOf(control));
    }

    [Fact]
    public async Task Node_Dies_FailsWhatIsUnderWayAndAllAfter()
    {
        await using var node = FakeNode.Start("a");
        await using var control = await Open(node);
        var pending = ErrorOf(control);
        (await node.NextAsync()).Connection.Dispose();

        Assert.Contains(node.Endpoint.ToString(), await pending);
        Assert.Equal($"the connection to {node.Endpoint} is closed", await ErrorOf(control));
    }

    [Fact]
    public async Task Question_Cancelled_EndsAlone()
    {
        await using var node = FakeNode.Start("a");
        await using var control = await Open(node);
        using var cancellation = new CancellationTokenSource();
        var cancelled = control.AskAsync<RingResponse>(new RingRequest(), cancellation.Token);
        var kept = control.AskAsync<ControlDone>(new RepairPause(false), default);
        var late = await node.NextAsync();
        var request = await node.NextAsync<RepairPause>();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        late.Reply(new ControlDone(true, 1, "late"));
        request.Reply(new ControlDone(true, 2, ""));

        Assert.Equal(2, (await kept).AtUs);
    }

    [Fact]
    public async Task Opening_Cancelled_Throws()
    {
        await using var node = FakeNode.Start("a");
        var mayEnd = new TaskCompletionSource();
        node.MayGreet = mayEnd.Task;
        using var cancellation = new CancellationTokenSource();
        var opening = ControlConnection.OpenAsync(node.Endpoint, cancellation.Token);
        await node.HelloSeen.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        mayEnd.SetResult();
    }

    private static Task<ControlConnection> Open(FakeNode node) => ControlConnection.OpenAsync(node.Endpoint, default);

    private static async Task<string> ErrorOf(ControlConnection control) =>
        (await Assert.ThrowsAsync<NodeConnectionException>(
            () => control.AskAsync<RingResponse>(new RingRequest(), default))).Message;
}
