using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class ClientGateTests
{
    private readonly ClientGate _gate = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CloseAsync_SomebodyInside_WaitsUntilHeLeaves()
    {
        Assert.True(await _gate.TryEnterAsync(Cancellation));

        var closed = _gate.CloseAsync(Cancellation);
        Assert.False(closed.IsCompleted);
        _gate.Leave();
        await closed;
    }

    [Fact]
    public async Task TryEnterAsync_Closed_WaitsUntilItOpens()
    {
        await _gate.CloseAsync(Cancellation);

        var entered = _gate.TryEnterAsync(Cancellation).AsTask();
        Assert.False(entered.IsCompleted);
        _gate.Open();
        Assert.True(await entered);
    }

    [Fact]
    public async Task TryEnterAsync_ClosedAndCutShort_IsNotInside()
    {
        await _gate.CloseAsync(Cancellation);
        using var stop = new CancellationTokenSource();

        var entered = _gate.TryEnterAsync(stop.Token);
        await stop.CancelAsync();
        Assert.False(await entered);
        await _gate.CloseAsync(Cancellation);
    }

    [Fact]
    public async Task PausedUs_AfterAPause_HasGrown()
    {
        Assert.Equal(0, _gate.PausedUs);
        await _gate.CloseAsync(Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(2), Cancellation);
        _gate.Open();

        Assert.InRange(_gate.PausedUs, 1, long.MaxValue);
        _gate.Open();
    }
}
