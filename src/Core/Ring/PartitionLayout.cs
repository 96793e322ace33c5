namespace DynamoLab.Core.Ring;

/// <summary>
/// Where partitions lie and which members are met clockwise from each. <paramref name="Ends"/> holds the last token of
/// each partition, ascending, 0 standing for 2^64. <paramref name="Owners"/> is the round of members, repeats included,
/// and <paramref name="Starts"/> tells where in it each partition begins.
/// </summary>
internal sealed record PartitionLayout(Token[] Ends, NodeId[] Owners, int[] Starts)
{
    /// <summary>The three strategies of Dynamo §6.2, each a pure function of the sorted members.</summary>
    public static PartitionLayout Of(NodeId[] members, RingOptions options) => options.Placement switch
    {
        Placement.FixedPartitions => Fixed(members),
        Placement.RandomTokens => Random(members, options.TokensPerNode),
        Placement.RandomTokensEqualPartitions => RandomEqual(members, options.TokensPerNode),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Placement, "unknown placement"),
    };

    private static PartitionLayout Fixed(NodeId[] members)
    {
        var ends = EqualEnds(RingOptions.EqualPartitionCount(members.Length));
        var owners = FixedAssignment.Of(members, ends.Length);
        return new PartitionLayout(ends, owners, [.. Enumerable.Range(0, ends.Length)]);
    }

    private static PartitionLayout Random(NodeId[] members, int tokensPerNode)
    {
        var tokens = RandomTokens(members, tokensPerNode);
        return new PartitionLayout(
            Array.ConvertAll(tokens, t => t.Token),
            Array.ConvertAll(tokens, t => t.Node),
            [.. Enumerable.Range(0, tokens.Length)]);
    }

    private static PartitionLayout RandomEqual(NodeId[] members, int tokensPerNode)
    {
        var ends = EqualEnds(RingOptions.EqualPartitionCount(members.Length));
        var tokens = RandomTokens(members, tokensPerNode);
        var positions = Array.ConvertAll(tokens, t => t.Token);
        return new PartitionLayout(
            ends,
            Array.ConvertAll(tokens, t => t.Node),
            Array.ConvertAll(ends, end => FirstAtOrAfter(positions, end)));
    }

    /// <summary>The index of the first end the token does not pass; past the last one the ring begins anew.</summary>
    public static int FirstAtOrAfter(Token[] ends, Token token)
    {
        int low = 0, high = ends.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Last(ends[middle]) < Last(token) ? (middle + 1, high) : (low, middle);
        }

        return low % ends.Length;
    }

    /// <summary>Ends of equal ranges; the last ends at 0, which is 2^64.</summary>
    private static Token[] EqualEnds(int count)
    {
        var step = (ulong)((UInt128.One << 64) / (UInt128)count);
        var ends = new Token[count];
        for (var i = 0; i < count; i++)
        {
            ends[i] = new Token(unchecked(step * (ulong)(i + 1)));
        }

        return ends;
    }

    /// <summary>Sorted as ends of ranges; should two tokens ever be equal, the lesser node keeps it.</summary>
    private static (Token Token, NodeId Node)[] RandomTokens(NodeId[] members, int tokensPerNode) =>
        [.. members
            .SelectMany(m => Enumerable.Range(0, tokensPerNode), (m, i) => (Token: Token.Of($"{m}#{i}"), Node: m))
            .OrderBy(t => Last(t.Token)).ThenBy(t => t.Node)
            .DistinctBy(t => t.Token)];

    /// <summary>Positions compared as ends of ranges: 0 is the top of the ring, not its bottom.</summary>
    private static ulong Last(Token token) => unchecked(token.Position - 1);
}
