using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

public sealed class ParetoExponentialTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(500)]
    public void Sample_OfEveryFit_ExceedsATimeAsOftenAsItsLawSays(double time)
    {
        var random = new DeterministicRandom(20120827);
        foreach (var delay in PublishedFits.All.SelectMany(f => new[] { f.Write, f.Read }).Cast<ParetoExponential>())
        {
            var beyond = Enumerable.Range(0, Draws).Count(_ => delay.Sample(random) > time);

            var expected = delay.Beyond(time);
            var deviation = Math.Sqrt(expected * (1 - expected) * Draws);
            Assert.InRange(beyond - (expected * Draws), -4 * deviation - 1, 4 * deviation + 1);
        }
    }

    [Fact]
    public void Beyond_TheParetoPartsLeastValue_IsOne() =>
        Assert.Equal(1, new ParetoExponential(1, 3, 3.35, 1).Beyond(2.9));
}
