using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

public sealed class ConsistencyByAgeTests
{
    private static readonly ConsistencyByAge Curve = new([0, 1, 2], [0.5, 0.75, 1]);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.99, 0.5)]
    [InlineData(1, 0.75)]
    [InlineData(1.5, 0.75)]
    [InlineData(7, 1)]
    public void At_IsTheLatestShareThatIsNotLater(double age, double expected) => Assert.Equal(expected, Curve.At(age));

    [Fact]
    public void MissesAll_IsTheProduct() => Assert.Equal(0.5 * 0.25, Curve.MissesAll([0.5f, 1.5f]));

    [Fact]
    public void FineTimes_Ascend() =>
        Assert.Equal(ConsistencyByAge.FineTimes.Distinct().Order(), ConsistencyByAge.FineTimes);
}
