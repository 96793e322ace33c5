using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests;

public sealed class RequestLimitsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(Limits.KeyBytesMax)]
    public void Key_OfALength_IsTakenUpToTheMaximum(int length) =>
        Assert.Null(RequestLimits.ErrorOf(new Key(new byte[length])));

    [Fact]
    public void Key_ThatWasNeverGiven_IsRefused() => Assert.Equal("the key is empty", RequestLimits.ErrorOf(default));

    [Theory]
    [InlineData(0, null)]
    [InlineData(Limits.ValueBytesMax, null)]
    [InlineData(Limits.ValueBytesMax + 1, "the value has 1048577 bytes; at most 1048576 are accepted")]
    public void Value_OfALength_IsTakenUpToTheMaximum(int length, string? error) =>
        Assert.Equal(error, RequestLimits.ErrorOf(new Key("k"), new byte[length], CausalContext.Empty));

    [Fact]
    public void Context_WithTooManyEntries_IsRefused()
    {
        var entries = Enumerable.Range(0, Limits.ClockEntriesMax + 1)
            .Select(i => new VersionEntry(new Actor(new NodeId("a"), (ulong)i), 1));
        var context = CausalContext.Of(VersionVector.Of(entries));

        Assert.Contains("65537 entries", RequestLimits.ErrorOf(new Key("k"), null, context));
    }
}
