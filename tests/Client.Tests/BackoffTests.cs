using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests;

public sealed class BackoffTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 80)]
    [InlineData(99, 640)]
    public void Wait_AfterSoManyRefusals_TakesUpToTwiceAsLongEachTime(int refusals, int msMax)
    {
        var backoff = new Backoff(_time, new DeterministicRandom(1));
        var pauses = Enumerable.Range(0, 50).Select(_ => PauseMs(backoff, refusals)).ToList();

        Assert.InRange(pauses.Min(), 1, msMax / 4);
        Assert.InRange(pauses.Max(), msMax / 2, msMax);
    }

    [Fact]
    public void IsDue_Overloaded_Only()
    {
        Assert.True(Backoff.IsDue(Answer(Outcome.Overloaded)));
        Assert.False(Backoff.IsDue(Answer(Outcome.QuorumUnmet)));
        Assert.False(Backoff.IsDue(null));
    }

    private static GetResponse Answer(Outcome outcome) =>
        new(outcome, default, Core.Versions.ObjectState.Empty, new QuorumCount(0, 0, 0), "");

    private int PauseMs(Backoff backoff, int refusals)
    {
        var pause = backoff.WaitAsync(refusals, CancellationToken.None);
        var ms = 0;
        for (; !pause.IsCompleted; ms++)
        {
            _time.Advance(1);
        }

        return ms;
    }
}
