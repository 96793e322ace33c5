using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>All dots of a few actors: small enough to compare a context with a plain set, dot by dot.</summary>
internal static class DotUniverse
{
    private const ulong CounterMax = 8;

    public static readonly Actor[] Actors =
        [new(new NodeId("a"), 1), new(new NodeId("a"), 2), new(new NodeId("b"), 1), new(new NodeId("c"), 9)];

    public static readonly Dot[] Dots =
        [.. Actors.SelectMany(a => Enumerable.Range(1, (int)CounterMax), (a, i) => new Dot(a, (ulong)i))];

    public static HashSet<Dot> DrawSet(Draws draws)
    {
        var set = new HashSet<Dot>();
        for (var count = draws.Next(20); count > 0; count--)
        {
            set.Add(draws.Pick<Dot>(Dots));
        }

        return set;
    }

    /// <summary>The same set said in one of many ways: some prefixes as entries, the rest as dots.</summary>
    public static CausalContext DrawContext(Draws draws, HashSet<Dot> set)
    {
        var entries = new List<VersionEntry>();
        foreach (var actor in Actors)
        {
            var prefix = 0UL;
            while (set.Contains(new Dot(actor, prefix + 1)) && draws.NextBool())
            {
                prefix++;
            }

            entries.Add(new VersionEntry(actor, prefix));
        }

        var dots = set.Concat(set.Where(_ => draws.NextBool())).ToArray();
        draws.Shuffle(dots);
        return CausalContext.Of(VersionVector.Of(entries), dots);
    }

    public static byte[] BytesOf(CausalContext context) => ObjectState.Of(context).ToBytes();
}
