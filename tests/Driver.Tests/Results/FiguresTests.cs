using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData(1.0, "100.000%")]
    [InlineData(0.999996, "99.999%")]
    [InlineData(0.0, "0.000%")]
    public void Percent_Share_IsNeverRoundedUp(double? share, string text) =>
        Assert.Equal(text, Figures.Percent(share));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(456.0, "0.46")]
    [InlineData(12_340.0, "12.3")]
    [InlineData(1_234_500.0, "1234")]
    public void Milliseconds_Microseconds_KeepThreeFigures(double? us, string text) =>
        Assert.Equal(text, Figures.Milliseconds(us));

    [Theory]
    [InlineData(12_345.6, "12,346")]
    [InlineData(7.26, "7.3")]
    public void Rate_OpsPerSecond_IsReadable(double rate, string text) => Assert.Equal(text, Figures.Rate(rate));
}
