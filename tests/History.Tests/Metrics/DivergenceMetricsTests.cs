using DynamoLab.History.Metrics;

namespace DynamoLab.History.Tests.Metrics;

public sealed class DivergenceMetricsTests
{
    private static readonly DivergenceSample[] Samples =
        [new(0, 10, 0), new(1, 10, 6), new(2, 10, 4), new(3, 10, 1), new(4, 10, 0)];

    [Fact]
    public void Divergence_OfSamples_HasItsPeakAndWhenItWasOver()
    {
        var divergence = DivergenceMetrics.Of(Samples, healedAtS: 2.5);

        Assert.Equal((0.6, 1.5), (divergence.ShareMax, divergence.AgreedAgainS));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4.5)]
    public void Divergence_ThatWasNotSeenToEnd_HasNoEnd(double? healedAtS) =>
        Assert.Null(DivergenceMetrics.Of(Samples, healedAtS).AgreedAgainS);

    [Fact]
    public void Divergence_WithoutSamples_SaysNothing() => Assert.Null(DivergenceMetrics.Of([], 1).ShareMax);
}
