using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Repairs;

namespace DynamoLab.Driver.Tests.Repairs;

public sealed class RepairTallyTests
{
    private static readonly NodeId[] Nodes = [new("node1"), new("node2"), new("node3"), new("node4")];
    private static readonly HashRing Ring = HashRing.Of(Nodes, new RingOptions());
    private static readonly Key Cart = new("cart");
    private static readonly NodeId[] Primaries = Ring.PreferenceListOf(Cart.Token).Primaries.ToArray();

    [Fact]
    public void Count_WhenAllPrimariesAgreeAtOnce_IsZeroRounds()
    {
        var tally = new RepairTally([Cart]);

        tally.Count(0, Held(5, 5, 5));

        Assert.Equal(0, tally.RoundsByKey[Cart]);
        Assert.Equal((0, 0), (tally.Diverged, tally.LiveDiverged));
    }

    [Fact]
    public void Count_WhenNobodyHoldsTheKey_IsZeroRounds()
    {
        var tally = new RepairTally([Cart]);

        tally.Count(0, Held(null, null, null));

        Assert.Equal(0, tally.RoundsByKey[Cart]);
    }

    [Fact]
    public void Count_WhenPrimariesAgreeLater_IsTheFirstRoundTheyDid()
    {
        var tally = new RepairTally([Cart]);

        tally.Count(0, Held(5, 6, null));
        Assert.Equal((1, 1), (tally.Diverged, tally.LiveDiverged));
        tally.Count(1, Held(7, 7, 5));
        tally.Count(2, Held(7, 7, 7));
        tally.Count(3, Held(7, 7, 7));

        Assert.Equal(2, tally.RoundsByKey[Cart]);
    }

    [Fact]
    public void Count_WhenTheyDifferAgain_HasNotAgreed()
    {
        var tally = new RepairTally([Cart]);

        tally.Count(0, Held(5, 5, 5));
        tally.Count(1, Held(5, 5, 6));

        Assert.Null(tally.RoundsByKey[Cart]);
    }

    [Fact]
    public void Count_WhenOneHoldsNothing_DiffersFromOneThatHoldsSomething()
    {
        var tally = new RepairTally([Cart]);

        tally.Count(0, Held(5, 5, null));

        Assert.Null(tally.RoundsByKey[Cart]);
    }

    [Fact]
    public void Count_WhenAPrimaryIsDead_CannotAgreeAndNoRoundHelps()
    {
        var tally = new RepairTally([Cart]);
        var living = Primaries.Take(2).ToDictionary(node => node, _ => new Dictionary<Key, ulong> { [Cart] = 5 });

        tally.Count(0, Digests.Of(Ring, living));

        Assert.Null(tally.RoundsByKey[Cart]);
        Assert.Equal((1, 0), (tally.Diverged, tally.LiveDiverged));
    }

    [Fact]
    public void Count_OfWhatANonPrimaryHolds_TakesNoNotice()
    {
        var tally = new RepairTally([Cart]);
        var hashes = Primaries.ToDictionary(node => node, _ => new Dictionary<Key, ulong> { [Cart] = 5 });
        hashes[Nodes.Except(Primaries).Single()] = new() { [Cart] = 99 };

        tally.Count(0, Digests.Of(Ring, hashes));

        Assert.Equal(0, tally.RoundsByKey[Cart]);
    }

    /// <summary>What the key's three primaries hold; null: nothing.</summary>
    private static Digests Held(params ulong?[] hashes) => Digests.Of(
        Ring,
        Primaries.Zip(hashes).ToDictionary(
            pair => pair.First,
            pair => pair.Second is { } hash ? new Dictionary<Key, ulong> { [Cart] = hash } : []));
}
