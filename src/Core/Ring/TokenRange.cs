namespace DynamoLab.Core.Ring;

/// <summary>
/// The tokens in <c>(Start, End]</c>, clockwise; the whole ring where both are equal.
/// </summary>
public readonly record struct TokenRange(Token Start, Token End)
{
    public static readonly TokenRange Whole = new(new Token(0), new Token(0));

    /// <summary>How many tokens the range holds: 1 to 2^64.</summary>
    public UInt128 Width
    {
        get
        {
            var width = End.Position - Start.Position;
            return width == 0 ? UInt128.One << 64 : width;
        }
    }

    /// <summary>
    /// True when the range passes the highest position and goes on from 0, if only to 0 itself. In ring order it is
    /// then the positions above its start, and after them those from 0 up to its end.
    /// </summary>
    public bool Wraps => End.Position <= Start.Position;

    public bool Contains(Token token) =>
        Start == End || token.Position - Start.Position - 1 < End.Position - Start.Position;

    /// <summary>Which of <paramref name="count"/> equal slices of the range holds the token: 0 to count - 1.</summary>
    public int SliceOf(Token token, int count)
    {
        var offset = token.Position - Start.Position - 1;
        var width = End.Position - Start.Position;

        // Every write comes by here, and a division of 128 bits is slow; a partition of usual size needs but 64.
        return width != 0 && width <= ulong.MaxValue / (uint)count
            ? (int)(offset * (ulong)count / width)
            : WideSliceOf(offset, count);
    }

    /// <summary>
    /// The tokens that <see cref="SliceOf"/> puts into the slice; null where there are none, as in a range narrower
    /// than <paramref name="count"/> (a range of equal ends would be the whole ring, not nothing).
    /// </summary>
    public TokenRange? Slice(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        var first = FirstOffset(index, count);
        var next = FirstOffset(index + 1, count);
        return first == next
            ? null
            : new TokenRange(
                new Token(unchecked(Start.Position + (ulong)first)),
                new Token(unchecked(Start.Position + (ulong)next)));
    }

    private int WideSliceOf(ulong offset, int count) => (int)(offset * (UInt128)count / Width);

    /// <summary>The least offset whose slice is the given one or a later one: the quotient, rounded up.</summary>
    private UInt128 FirstOffset(int index, int count) =>
        ((Width * (UInt128)index) + (UInt128)(count - 1)) / (UInt128)count;
}
