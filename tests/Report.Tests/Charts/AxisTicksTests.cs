using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Tests.Charts;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(7130, "0,2,000,4,000,6,000,8,000")]
    [InlineData(0.78, "0,0.2,0.4,0.6,0.8")]
    [InlineData(0, "0,0.5,1")]
    public void Of_LinearQuantities_HasRoundStepsFromZero(double most, string labels) =>
        Assert.Equal(labels, Labels(AxisTicks.Of(new ChartAxis("q"), [0, most], 4)));

    [Theory]
    [InlineData(0.83, 190, "0.5,5,50")]
    [InlineData(0.1, 900, "0.1,1,10,100,1,000")]
    [InlineData(2.2, 28, "2,4,8,16,32")]
    [InlineData(1, 1, "1,2")]
    public void Of_LogarithmicQuantities_HasATickForEachDecadeOrDoubling(double least, double most, string labels) =>
        Assert.Equal(
            labels, Labels(AxisTicks.Of(new ChartAxis("q") { Scale = AxisScale.Log10 }, [least, most], 5)));

    [Fact]
    public void Of_PowersOfTwo_HasATickForEach()
    {
        var ticks = AxisTicks.Of(new ChartAxis("clients") { Scale = AxisScale.Log2 }, [1, 2, 4, 8, 16, 32], 8);

        Assert.Equal("1,2,4,8,16,32", Labels(ticks));
    }

    [Fact]
    public void Of_AnyScale_HoldsAllThatIsDrawnAboveItsBeginning()
    {
        double[] quantities = [0.3, 7, 1234.5];
        foreach (var scale in Enum.GetValues<AxisScale>())
        {
            var ticks = AxisTicks.Of(new ChartAxis("q") { Scale = scale }, quantities, 5);

            Assert.All(quantities, q => Assert.InRange(ticks.PlaceOf(q), ticks.Min, ticks.Max));
            Assert.Equal(0, ticks.Min);
        }
    }

    [Fact]
    public void Of_ZeroOnALogarithmicAxis_HasNoPlaceAndChangesNothing()
    {
        var axis = new ChartAxis("q") { Scale = AxisScale.Log10 };

        var ticks = AxisTicks.Of(axis, [0, 1, 100], 5);

        Assert.Equal(AxisTicks.Of(axis, [1, 100], 5), ticks);
        Assert.False(ticks.Has(0));
    }

    private static string Labels(AxisTicks ticks)
    {
        var places = Enumerable.Range(0, 50).Select(i => ticks.Min + (i * ticks.Step));
        return string.Join(',', places.TakeWhile(p => p <= ticks.Max + 1e-9).Select(ticks.LabelAt));
    }
}
