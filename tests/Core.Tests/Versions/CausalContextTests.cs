using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>A context is a set of dots: every operation is compared with that of a plain set.</summary>
public sealed class CausalContextTests
{
    private static readonly Actor A = DotUniverse.Actors[0];

    [Fact]
    public void Of_EqualSets_EqualEncodingsAndHashes() => Law.Holds(draws =>
    {
        var set = DotUniverse.DrawSet(draws);
        var one = DotUniverse.DrawContext(draws, set);
        var other = DotUniverse.DrawContext(draws, set);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(DotUniverse.BytesOf(one), DotUniverse.BytesOf(other));
    });

    [Fact]
    public void Of_DifferentSets_DifferentEncodings() => Law.Holds(draws =>
    {
        var set = DotUniverse.DrawSet(draws);
        var otherSet = DotUniverse.DrawSet(draws);
        var one = DotUniverse.DrawContext(draws, set);
        var other = DotUniverse.DrawContext(draws, otherSet);
        var isSame = set.SetEquals(otherSet);
        Assert.Equal(isSame, one.Equals(other));
        Assert.Equal(isSame, DotUniverse.BytesOf(one).SequenceEqual(DotUniverse.BytesOf(other)));
    });

    [Fact]
    public void Covers_EveryDot_AgreesWithTheSet() => Law.Holds(draws =>
    {
        var set = DotUniverse.DrawSet(draws);
        var context = DotUniverse.DrawContext(draws, set);
        Assert.All(DotUniverse.Dots, dot => Assert.Equal(set.Contains(dot), context.Covers(dot)));
        Assert.Equal(set.Count == 0, context.IsEmpty);
        Assert.All(DotUniverse.Actors, actor => Assert.Equal(
            set.Where(d => d.Actor == actor).Select(d => d.Counter).DefaultIfEmpty().Max(),
            context.LastCounterOf(actor)));
    });

    [Fact]
    public void Descends_AnyPair_IsSuperset() => Law.Holds(
        draws =>
        {
            var set = DotUniverse.DrawSet(draws);
            var otherSet = draws.NextBool() ? DotUniverse.DrawSet(draws) : [.. set.Where(_ => draws.NextBool())];
            var isSuperset = set.IsSupersetOf(otherSet);
            var context = DotUniverse.DrawContext(draws, set);
            Assert.Equal(isSuperset, context.Descends(DotUniverse.DrawContext(draws, otherSet)));
        },
        runs: 1000);

    [Fact]
    public void Join_AnyPair_IsUnion() => Law.Holds(draws =>
    {
        var set = DotUniverse.DrawSet(draws);
        var otherSet = DotUniverse.DrawSet(draws);
        var joined = CausalContext.Join(
            DotUniverse.DrawContext(draws, set), DotUniverse.DrawContext(draws, otherSet));
        Assert.Equal(DotUniverse.DrawContext(draws, [.. set, .. otherSet]), joined);
    });

    [Fact]
    public void Join_AnyThree_IsCommutativeAssociativeIdempotent() => Law.Holds(draws =>
    {
        var x = DotUniverse.DrawContext(draws, DotUniverse.DrawSet(draws));
        var y = DotUniverse.DrawContext(draws, DotUniverse.DrawSet(draws));
        var z = DotUniverse.DrawContext(draws, DotUniverse.DrawSet(draws));
        Assert.Equal(CausalContext.Join(x, y), CausalContext.Join(y, x));
        Assert.Equal(
            CausalContext.Join(CausalContext.Join(x, y), z), CausalContext.Join(x, CausalContext.Join(y, z)));
        Assert.Equal(x, CausalContext.Join(x, x));
        Assert.Equal(x, CausalContext.Join(x, CausalContext.Of(x.Vector, x.Dots)));
    });

    [Fact]
    public void With_AnyDot_AddsIt() => Law.Holds(draws =>
    {
        var set = DotUniverse.DrawSet(draws);
        var dot = draws.Pick<Dot>(DotUniverse.Dots);
        var grown = DotUniverse.DrawContext(draws, set).With(dot);
        set.Add(dot);
        Assert.Equal(DotUniverse.DrawContext(draws, set), grown);
    });

    /// <summary>What a version vector alone cannot say (arXiv:1011.5808).</summary>
    [Fact]
    public void With_DotBeyondAGap_DoesNotCoverTheGap()
    {
        var context = CausalContext.Empty.With(new Dot(A, 2));
        Assert.False(context.Covers(new Dot(A, 1)));
        Assert.Equal(0, context.Vector.Count);
        Assert.Equal(1, context.EntryCount);
        var closed = context.With(new Dot(A, 1));
        Assert.Equal(0, closed.Dots.Length);
        Assert.Equal("{a@1:2}", closed.ToString());
    }

    [Fact]
    public void Of_DotZero_SaysNothing() =>
        Assert.True(CausalContext.Of(VersionVector.Of(new VersionEntry(A, 0)), new Dot(A, 0)).IsEmpty);
}
