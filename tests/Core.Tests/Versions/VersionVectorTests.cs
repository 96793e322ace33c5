using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>A vector stands for all dots up to its counters; a plain map says the same.</summary>
public sealed class VersionVectorTests
{
    private static readonly Actor A = DotUniverse.Actors[0];
    private static readonly Actor B = DotUniverse.Actors[2];

    [Fact]
    public void Of_AnyOrderAndRepeats_KeepsTheLatestOfEachActor() => Law.Holds(draws =>
    {
        var entries = DrawEntries(draws);
        var latest = entries
            .GroupBy(e => e.Actor)
            .ToDictionary(g => g.Key, g => g.MaxBy(e => (e.Counter, e.UpdatedAtMs)))
            .Where(e => e.Value.Counter > 0)
            .ToDictionary();
        var vector = VersionVector.Of(entries);
        Assert.Equal(latest.Values.OrderBy(e => e.Actor), vector.Entries.ToArray());
        Assert.All(DotUniverse.Dots, dot => Assert.Equal(
            latest.TryGetValue(dot.Actor, out var entry) && entry.Counter >= dot.Counter, vector.Covers(dot)));
    });

    [Fact]
    public void With_OneAfterTheOther_IsOf() => Law.Holds(draws =>
    {
        var entries = DrawEntries(draws);
        var grown = entries.Aggregate(VersionVector.Empty, (vector, entry) => vector.With(entry));
        Assert.Equal(VersionVector.Of(entries), grown);
    });

    [Fact]
    public void Join_AnyThree_IsCommutativeAssociativeIdempotent() => Law.Holds(draws =>
    {
        var (x, y, z) = (DrawVector(draws), DrawVector(draws), DrawVector(draws));
        Assert.Equal(VersionVector.Join(x, y), VersionVector.Join(y, x));
        Assert.Equal(
            VersionVector.Join(VersionVector.Join(x, y), z), VersionVector.Join(x, VersionVector.Join(y, z)));
        Assert.Equal(x, VersionVector.Join(x, VersionVector.Of(x.Entries.ToArray())));
        Assert.Equal(VersionVector.Of([.. x.Entries, .. y.Entries]), VersionVector.Join(x, y));
    });

    [Fact]
    public void Descends_AnyPair_HoldsWhenEveryDotIsCovered() => Law.Holds(
        draws =>
        {
            var x = DrawVector(draws);
            var y = draws.NextBool() ? DrawVector(draws) : x.PrunedTo(draws.Next(4));
            Assert.Equal(DotUniverse.Dots.All(dot => x.Covers(dot) || !y.Covers(dot)), x.Descends(y));
            Assert.True(VersionVector.Join(x, y).Descends(x));
            Assert.Equal(x.Descends(y) && y.Descends(x), CounterText(x) == CounterText(y));
        },
        runs: 1000);

    /// <summary>Dynamo §4.4: the oldest (node, counter) pair goes.</summary>
    [Fact]
    public void PrunedTo_TooManyEntries_DropsTheOldest()
    {
        var old = new VersionEntry(A, 5, UpdatedAtMs: 10);
        var young = new VersionEntry(B, 1, UpdatedAtMs: 20);
        Assert.Equal(VersionVector.Of(young), VersionVector.Of(old, young).PrunedTo(1));
        Assert.Equal(VersionVector.Of(old, young), VersionVector.Of(old, young).PrunedTo(2));
    }

    [Fact]
    public void PrunedTo_EqualAges_DropsTheSameOnEveryNode()
    {
        var one = VersionVector.Of(new VersionEntry(A, 1, 7), new VersionEntry(B, 1, 7));
        Assert.Equal(VersionVector.Of(new VersionEntry(A, 1, 7)), one.PrunedTo(1));
    }

    private static VersionEntry[] DrawEntries(Draws draws)
    {
        var entries = new VersionEntry[draws.Next(10)];
        for (var i = 0; i < entries.Length; i++)
        {
            var actor = draws.Pick<Actor>(DotUniverse.Actors);
            entries[i] = new VersionEntry(actor, (ulong)draws.Next(9), draws.Next(3));
        }

        return entries;
    }

    private static VersionVector DrawVector(Draws draws) => VersionVector.Of(DrawEntries(draws));

    private static string CounterText(VersionVector vector) => vector.ToString();
}
