using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Storage.Index;

/// <summary>
/// The order of tokens in which a range is one run or two: ranges end inclusively, so that 0 is the top of the ring.
/// </summary>
internal static class TokenOrder
{
    /// <summary>Where a token stands among all.</summary>
    public static ulong Rank(Token token) => unchecked(token.Position - 1);

    /// <summary>The ranks of a range, in ring order: one run, or two for a range that passes the top of the ring.</summary>
    public static IReadOnlyList<(ulong First, ulong Last)> Runs(TokenRange range)
    {
        var first = range.Start.Position;
        var last = unchecked(range.End.Position - 1);
        var isTwoRuns = range.Start == range.End ? first != 0 : last < first;
        return isTwoRuns ? [(first, ulong.MaxValue), (0, last)] : [(first, last)];
    }
}
