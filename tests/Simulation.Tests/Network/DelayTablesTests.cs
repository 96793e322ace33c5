using DynamoLab.Core;
using DynamoLab.Simulation.Network;

namespace DynamoLab.Simulation.Tests.Network;

public sealed class DelayTablesTests
{
    private const int Draws = 20_000;
    private const int TypicalUs = 1000;

    /// <summary>The means of the distributions; the tables are their quantiles.</summary>
    [Theory]
    [InlineData(DelayShape.Constant, 1000, 1000)]
    [InlineData(DelayShape.Uniform, 980, 1020)]
    [InlineData(DelayShape.Exponential, 950, 1050)]
    [InlineData(DelayShape.Pareto, 1400, 2400)]
    public void Draw_ManyTimes_HasTheMeanOfItsShape(DelayShape shape, long least, long most)
    {
        var random = new DeterministicRandom(1);
        var sum = 0L;
        for (var i = 0; i < Draws; i++)
        {
            sum += DelayTables.Draw(shape, TypicalUs, random);
        }

        Assert.InRange(sum / Draws, least, most);
    }

    [Fact]
    public void Draw_Pareto_HasATailOfAHundredTimesTheTypicalDelay()
    {
        var random = new DeterministicRandom(1);
        var longest = Enumerable.Range(0, Draws).Max(_ => DelayTables.Draw(DelayShape.Pareto, TypicalUs, random));

        Assert.InRange(longest, 100 * TypicalUs, 200 * TypicalUs);
    }

    [Theory]
    [InlineData(DelayShape.Constant)]
    [InlineData(DelayShape.Uniform)]
    [InlineData(DelayShape.Exponential)]
    [InlineData(DelayShape.Pareto)]
    public void Draw_TheShortestDelay_IsNeverBelowAMicrosecond(DelayShape shape)
    {
        var random = new DeterministicRandom(1);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(DelayTables.Draw(shape, 1, random) >= 1));
    }
}
