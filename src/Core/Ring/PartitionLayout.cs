namespace DynamoLab.Core.Ring;

/// <summary>
/// Where partitions lie and which member each starts at. <paramref name="Ends"/> holds the last token of each
/// partition, ascending; <paramref name="Walks"/> gives, per partition, the members met clockwise, repeats included.
/// </summary>
internal sealed record PartitionLayout(Token[] Ends, Func<int, IEnumerable<NodeId>> Walks)
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
        return new PartitionLayout(ends, first => Clockwise(owners, first));
    }

    private static PartitionLayout Random(NodeId[] members, int tokensPerNode)
    {
        var tokens = RandomTokens(members, tokensPerNode);
        var owners = Array.ConvertAll(tokens, t => t.Node);
        return new PartitionLayout(Array.ConvertAll(tokens, t => t.Token), first => Clockwise(owners, first));
    }

    private static PartitionLayout RandomEqual(NodeId[] members, int tokensPerNode)
    {
        var ends = EqualEnds(RingOptions.EqualPartitionCount(members.Length));
        var tokens = RandomTokens(members, tokensPerNode);
        var owners = Array.ConvertAll(tokens, t => t.Node);
        var positions = Array.ConvertAll(tokens, t => t.Token);
        return new PartitionLayout(ends, partition => Clockwise(owners, FirstAtOrAfter(positions, ends[partition])));
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

    /// <summary>Sorted by token; should two tokens ever be equal, the lesser node keeps it.</summary>
    private static (Token Token, NodeId Node)[] RandomTokens(NodeId[] members, int tokensPerNode) =>
        [.. members
            .SelectMany(m => Enumerable.Range(0, tokensPerNode), (m, i) => (Token: Token.Of($"{m}#{i}"), Node: m))
            .OrderBy(t => t.Token).ThenBy(t => t.Node)
            .DistinctBy(t => t.Token)];

    private static IEnumerable<NodeId> Clockwise(NodeId[] owners, int first)
    {
        for (var i = 0; i < owners.Length; i++)
        {
            yield return owners[(first + i) % owners.Length];
        }
    }

    private static int FirstAtOrAfter(Token[] positions, Token token)
    {
        // An end at 0 stands for the top of the ring: nothing lies after it but the first token of all.
        var at = token.Position == 0 ? ~positions.Length : Array.BinarySearch(positions, token);
        return (at < 0 ? ~at : at) % positions.Length;
    }
}
