using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Tests.Connections;

public sealed class RequestBytesTests
{
    private readonly RequestBytes _bytes = new(100);

    [Fact]
    public void TakeAsync_UpToTheMost_HasRoom()
    {
        Assert.True(TakeAsync(60).IsCompletedSuccessfully);
        Assert.True(TakeAsync(40).IsCompletedSuccessfully);
        Assert.False(TakeAsync(1).IsCompleted);
    }

    [Fact]
    public void TakeAsync_MoreThanTheMost_IsTakenAlone()
    {
        Assert.True(TakeAsync(1000).IsCompletedSuccessfully);
        Assert.False(TakeAsync(1).IsCompleted);
    }

    [Fact]
    public async Task Return_ThoseThatWait_GoOnInTheirOrderAsFarAsThereIsRoom()
    {
        _ = TakeAsync(100);
        var (first, second, third) = (TakeAsync(70), TakeAsync(50), TakeAsync(1));

        _bytes.Return(100);
        await first;

        Assert.Equal((false, false, 70), (second.IsCompleted, third.IsCompleted, _bytes.Held));
        _bytes.Return(70);
        await Task.WhenAll(second, third);
        Assert.Equal(51, _bytes.Held);
    }

    [Fact]
    public async Task Return_OneThatHasGoneAway_TakesNothing()
    {
        using var gone = new CancellationTokenSource();
        _ = TakeAsync(100);
        var first = _bytes.TakeAsync(100, gone.Token).AsTask();
        var second = TakeAsync(30);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        _bytes.Return(100);
        await second;
        Assert.Equal(30, _bytes.Held);
    }

    private Task TakeAsync(long bytes) => _bytes.TakeAsync(bytes, TestContext.Current.CancellationToken).AsTask();
}
