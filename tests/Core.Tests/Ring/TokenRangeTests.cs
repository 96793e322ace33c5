using DynamoLab.Core.Ring;

namespace DynamoLab.Core.Tests.Ring;

public sealed class TokenRangeTests
{
    [Theory]
    [InlineData(10, 20, 10, false)]
    [InlineData(10, 20, 11, true)]
    [InlineData(10, 20, 20, true)]
    [InlineData(10, 20, 21, false)]
    [InlineData(20, 10, 0, true)]
    [InlineData(20, 10, ulong.MaxValue, true)]
    [InlineData(20, 10, 20, false)]
    [InlineData(20, 0, 0, true)]
    [InlineData(20, 0, 1, false)]
    [InlineData(0, 5, 0, false)]
    [InlineData(7, 7, 7, true)]
    public void Contains_ExcludesTheStartAndIncludesTheEnd(ulong start, ulong end, ulong position, bool expected) =>
        Assert.Equal(expected, new TokenRange(new(start), new(end)).Contains(new(position)));

    [Fact]
    public void Wraps_AnyRange_HoldsWhenPositionZeroIsInside() => Law.Holds(draws =>
    {
        var range = Draw(draws);
        Assert.Equal(range.Contains(new Token(0)), range.Wraps);
    });

    [Fact]
    public void Width_AnyRange_CountsItsTokens()
    {
        Assert.Equal((UInt128)10, new TokenRange(new(10), new(20)).Width);
        Assert.Equal((UInt128)2, new TokenRange(new(ulong.MaxValue), new(1)).Width);
        Assert.Equal(UInt128.One << 64, TokenRange.Whole.Width);
    }

    /// <summary>Slices follow each other, none is missed at the ends, and they are of equal width.</summary>
    [Fact]
    public void SliceOf_AnyTokenInside_IsWhereItsOffsetLies() => Law.Holds(draws =>
    {
        var range = Draw(draws);
        var count = 1 + draws.Next(300);
        var first = new Token(unchecked(range.Start.Position + 1));
        var offset = (ulong)((UInt128)draws.NextUInt64() % range.Width);
        var token = new Token(unchecked(first.Position + offset));
        Assert.True(range.Contains(token));
        Assert.Equal(0, range.SliceOf(first, count));
        Assert.Equal((int)((range.Width - 1) * (UInt128)count / range.Width), range.SliceOf(range.End, count));
        Assert.Equal((int)((UInt128)offset * (UInt128)count / range.Width), range.SliceOf(token, count));
    });

    private static TokenRange Draw(Draws draws)
    {
        var start = new Token(draws.NextUInt64());
        return new TokenRange(start, draws.NextBool() ? new Token(draws.NextUInt64()) : start);
    }
}
