using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Tests.Loop;

public sealed class TurnsTests
{
    [Fact]
    public void Take_AskedForWithinItsOwnTurn_WorksOnceMoreAfterwards()
    {
        var depth = 0;
        var worked = 0;
        Turns? turns = null;
        turns = new Turns(
            () =>
            {
                Assert.Equal(1, ++depth);
                if (++worked < 3)
                {
                    turns!.Take();
                }

                depth--;
            },
            e => throw e);

        turns.Take();

        Assert.Equal(3, worked);
    }

    [Fact]
    public async Task Take_OfManyThreads_OverlooksNothingAndNeverWorksTwiceAtOnce()
    {
        const int threads = 4;
        const int each = 20_000;
        var posted = 0;
        var taken = 0;
        var inside = 0;
        var turns = new Turns(
            () =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                taken += Interlocked.Exchange(ref posted, 0);
                Interlocked.Decrement(ref inside);
            },
            e => throw e);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                Interlocked.Increment(ref posted);
                turns.Take();
            }
        })));

        Assert.Equal(threads * each, taken);
    }

    [Fact]
    public void Take_AfterAFailure_DoesNothing()
    {
        var failures = new List<Exception>();
        var worked = 0;
        var turns = new Turns(() => throw new InvalidOperationException($"turn {++worked}"), failures.Add);

        turns.Take();
        turns.Take();

        Assert.Equal("turn 1", Assert.Single(failures).Message);
    }
}
