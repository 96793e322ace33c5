using DynamoLab.Report.Text;

namespace DynamoLab.Report.Tests.Text;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0")]
    [InlineData(0.01234, "0.012")]
    [InlineData(6.561, "6.56")]
    [InlineData(73.44, "73.4")]
    [InlineData(4741.2, "4,741")]
    [InlineData(-19.04, "−19.0")]
    public void Three_ANumber_HasThreeDigitsThatCount(double? number, string text) =>
        Assert.Equal(text, Numbers.Three(number));

    [Theory]
    [InlineData(1.0, "100%")]
    [InlineData(0.9999999, "99.999%")]
    [InlineData(0.0000001, "0.001%")]
    [InlineData(0.0, "0%")]
    [InlineData(-0.19, "−19%")]
    [InlineData(null, "–")]
    public void Percent_AShareThatIsNotWhole_NeverLooksWhole(double? share, string text) =>
        Assert.Equal(text, Numbers.Percent(share));
}
