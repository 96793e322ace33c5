using DynamoLab.Core;
using DynamoLab.Driver.Recording;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Recording;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000Z")]
    [InlineData(1, "1970-01-01T00:00:00.000001Z")]
    [InlineData(1_709_251_199_999_999, "2024-02-29T23:59:59.999999Z")]
    public void Of_Instant_IsIso8601WithMicroseconds(long microseconds, string text) =>
        Assert.Equal(text, new TimestampText().Of(new Instant(microseconds)));

    [Fact]
    public void Of_SecondsToAndFro_IsTheHistorysFormat()
    {
        var texts = new TimestampText();

        Assert.All(
            [5_999_999L, 6_000_000, 6_000_001, 5_000_000, 7_000_000, 6_999_999],
            us => Assert.Equal(Timestamp.Format(new Instant(us)), texts.Of(new Instant(us))));
    }
}
