using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Pbs;

namespace DynamoLab.Driver.Tests.Pbs;

public sealed class KeyHistoryTests
{
    private static readonly Actor Node1 = new(new NodeId("node1"), 1);

    [Fact]
    public void SightOf_AReadBeforeAnyAcknowledgement_IsNone()
    {
        var history = new KeyHistory();
        history.Add(1000, new Dot(Node1, 1));

        Assert.Null(history.SightOf(1000, CausalContext.Empty));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(0, 3)]
    public void SightOf_ARead_CountsWhatItMissesFromTheNewestOn(ulong seen, int missed)
    {
        var history = new KeyHistory();

        // In the table an operation may stand a little behind one that ended after it.
        history.Add(1000, new Dot(Node1, 1));
        history.Add(4000, new Dot(Node1, 3));
        history.Add(3000, new Dot(Node1, 2));
        history.Add(9000, new Dot(Node1, 4));

        var sight = history.SightOf(6000, Seen(seen));

        Assert.NotNull(sight);
        Assert.Equal(missed, sight.Value.Missed);
        Assert.Equal([2f, 3f, 5f], sight.Value.AgesMs);
    }

    [Fact]
    public void SightOf_AReadThatMissesOnlyAnOlderOne_IsConsistent()
    {
        var history = new KeyHistory();
        history.Add(1000, new Dot(Node1, 1));
        history.Add(2000, new Dot(Node1, 3));

        Assert.Equal(0, history.SightOf(3000, CausalContext.Empty.With(new Dot(Node1, 3)))?.Missed);
    }

    private static CausalContext Seen(ulong counters)
    {
        var seen = CausalContext.Empty;
        for (ulong i = 1; i <= counters; i++)
        {
            seen = seen.With(new Dot(Node1, i));
        }

        return seen;
    }
}
