using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Tests.Loop;

public sealed class InFlightTests
{
    [Fact]
    public void WhenIdle_NothingBegun_IsComplete() => Assert.True(new InFlight().WhenIdleAsync().IsCompleted);

    [Fact]
    public async Task WhenIdle_TwoBegun_CompletesWithTheLast()
    {
        var inFlight = new InFlight();
        inFlight.Begin();
        inFlight.Begin();
        var idle = inFlight.WhenIdleAsync();

        inFlight.End();
        Assert.False(idle.IsCompleted);
        inFlight.End();

        await idle;
    }
}
