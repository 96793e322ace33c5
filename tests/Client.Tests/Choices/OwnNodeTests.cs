using DynamoLab.Client.Choices;

namespace DynamoLab.Client.Tests.Choices;

public sealed class OwnNodeTests
{
    [Fact]
    public void Session_I_StartsAtNodeIModCount()
    {
        for (var session = 0; session < 12; session++)
        {
            Assert.Equal(0, new OwnNode(session, 5).RankOf(session % 5));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Ranks_OfAllNodes_AreDistinct(int count)
    {
        for (var session = 0; session < count * 3; session++)
        {
            var own = new OwnNode(session, count);
            var ranks = Enumerable.Range(0, count).Select(own.RankOf).Order();
            Assert.Equal(Enumerable.Range(0, count), ranks);
        }
    }

    [Fact]
    public void Substitutes_OfTheSessionsOfOneNode_AreSpreadOverTheOthers()
    {
        var substitutes = Enumerable.Range(0, 4)
            .Select(turn => new OwnNode(2 + (turn * 5), 5))
            .Select(own => Enumerable.Range(0, 5).Single(node => own.RankOf(node) == 1));

        Assert.Equal([0, 1, 3, 4], substitutes.Order());
    }
}
