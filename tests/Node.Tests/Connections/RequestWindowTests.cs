using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Tests.Connections;

public sealed class RequestWindowTests
{
    private readonly RequestBytes _ofAll = new(1_000_000);
    private readonly RequestWindow _window;

    public RequestWindowTests() => _window = new RequestWindow(countMax: 100, bytesMax: 16_000, _ofAll);

    [Fact]
    public void Begin_AtFirst_TakesAFewForTheirRepliesMayBeLong()
    {
        Begin(3);
        Assert.False(_window.IsFull);
        Begin(1);
        Assert.True(_window.IsFull);
    }

    [Fact]
    public void Begin_AfterShortReplies_TakesUpToTheCount()
    {
        Learn(replyBytes: 10);
        Begin(99);
        Assert.False(_window.IsFull);

        Begin(1);

        Assert.True(_window.IsFull);
        var room = _window.WhenRoomAsync();
        Assert.False(room.IsCompleted);
        _window.End(10);
        Assert.True(room.IsCompleted);
        Assert.False(_window.IsFull);
    }

    [Fact]
    public void Begin_AfterLongReplies_TakesFew()
    {
        Learn(replyBytes: 8000);
        Begin(1);
        Assert.False(_window.IsFull);
        Begin(1);
        Assert.True(_window.IsFull);
    }

    [Fact]
    public void Begin_LongRequest_LeavesRoomForAsManyAsAllMayBe()
    {
        Learn(replyBytes: 10);
        _window.Begin(8000);
        Assert.False(_window.IsFull);
        _window.Begin(10);
        Assert.True(_window.IsFull);
    }

    [Fact]
    public void Begin_OneLongerThanAllMayBe_IsTakenAlone()
    {
        Assert.False(_window.IsFull);
        _window.Begin(50_000);
        Assert.True(_window.IsFull);
    }

    [Fact]
    public void WhenIdle_LastEnds_Completes()
    {
        Begin(1);
        var idle = _window.WhenIdleAsync();
        Assert.False(idle.IsCompleted);
        _window.End(1);
        Assert.True(idle.IsCompleted);
        Assert.True(_window.WhenIdleAsync().IsCompleted);
    }

    [Fact]
    public void End_OfSome_ReturnsTheirShareOfAll()
    {
        Learn(replyBytes: 10);
        _window.Begin(1000);
        _window.Begin(3000);
        Assert.Equal(4000, _ofAll.Held);
        _window.End(10);
        Assert.Equal(2000, _ofAll.Held);
        _window.Abandon();
        Assert.Equal(0, _ofAll.Held);
        _window.End(10);
        Assert.Equal(0, _ofAll.Held);
    }

    [Fact]
    public async Task BeginAsync_NoRoomInAll_LongOnesWaitForIt()
    {
        _ofAll.Take(1_000_000);
        Learn(replyBytes: 10);
        await _window.BeginAsync(RequestWindow.ShortBytesMax, TestContext.Current.CancellationToken);
        _window.End(10);

        var beginning = _window.BeginAsync(
            RequestWindow.ShortBytesMax + 1, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal((false, 0), (beginning.IsCompleted, _window.Count));
        _ofAll.Return(1_000_000);
        await beginning;
        Assert.Equal(1, _window.Count);
    }

    private void Learn(int replyBytes)
    {
        for (var i = 0; i < 20; i++)
        {
            _window.Begin(10);
            _window.End(replyBytes);
        }
    }

    private void Begin(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _window.Begin(10);
        }
    }
}
