using DynamoLab.Core.Ring;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Core.Tests.Ring;

public sealed class TokenRangeSliceTests
{
    private static readonly TokenRange[] Ranges =
    [
        TokenRange.Whole,
        new(new Token(77), new Token(77)),
        new(new Token(0), new Token(1UL << 54)),
        new(new Token(ulong.MaxValue - (1UL << 54) + 1), new Token(0)),
        new(new Token(ulong.MaxValue - 5), new Token(1000)),
        new(new Token(10), new Token(11)),
        new(new Token(ulong.MaxValue), new Token(0)),
        new(new Token(ulong.MaxValue - 1), new Token(3)),
        new(new Token(3), new Token(2)),
        new(new Token(100), new Token(100 + 257)),
    ];

    [Fact]
    public void Slice_AnyRangeAndCount_HoldsExactlyTheTokensThatSliceOfPutsThere() =>
        Prop.ForAll<int, ulong, ulong>((where, offset, count) =>
        {
            var range = Ranges[(uint)where % Ranges.Length];
            var slices = 1 + (int)(count % 300);
            var inside = (ulong)((UInt128)DeterministicRandom.Mix(offset) % range.Width);
            var token = new Token(range.Start.Position + 1 + inside);
            var index = range.SliceOf(token, slices);
            return Enumerable.Range(0, slices)
                .All(i => (range.Slice(i, slices)?.Contains(token) ?? false) == (i == index));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(256)]
    public void Slices_OfEveryRange_FollowEachOtherAndCoverIt(int count)
    {
        foreach (var range in Ranges)
        {
            var slices = Enumerable.Range(0, count).Select(i => range.Slice(i, count)).OfType<TokenRange>().ToArray();

            Assert.Equal(range.Start, slices[0].Start);
            Assert.Equal(range.End, slices[^1].End);
            Assert.All(slices.Skip(1).Index(), next => Assert.Equal(slices[next.Index].End, next.Item.Start));
            Assert.Equal(range.Width, slices.Aggregate(UInt128.Zero, (sum, slice) => sum + slice.Width));
        }
    }

    [Fact]
    public void Slice_RangeOfOneToken_IsNullButForOneSlice()
    {
        var range = new TokenRange(new Token(41), new Token(42));

        var slice = Assert.Single(Enumerable.Range(0, 256).Select(i => range.Slice(i, 256)), s => s is not null);

        Assert.Equal(range, slice);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    public void Slice_IndexOutsideTheCount_Throws(int index, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenRange.Whole.Slice(index, count));
}
