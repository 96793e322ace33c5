using DynamoLab.Core.Ring;

namespace DynamoLab.Core.Tests.Ring;

public sealed class HashRingLawTests
{
    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void PreferenceList_EveryPartition_HoldsAllMembersOnceAndNPrimaries(Placement placement)
    {
        foreach (var replicationFactor in new[] { 1, 3, 5 })
        {
            foreach (var ring in Rings.OfEverySize(placement, replicationFactor))
            {
                var members = ring.Members.ToArray();
                foreach (var partition in Rings.PartitionsOf(ring))
                {
                    var list = ring.PreferenceListOf(partition);
                    NodeId[] nodes = [.. list.Primaries, .. list.Fallbacks];
                    Assert.Equal(Math.Min(replicationFactor, members.Length), list.Primaries.Length);
                    Assert.True(list.All.SequenceEqual(nodes), $"{partition}: {list}");
                    Array.Sort(nodes);
                    Assert.True(members.AsSpan().SequenceEqual(nodes), $"{partition}: {list}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void RangeOf_AllPartitions_TileTheRing(Placement placement)
    {
        foreach (var ring in Rings.OfEverySize(placement))
        {
            var ranges = Rings.PartitionsOf(ring).Select(ring.RangeOf).ToArray();
            var width = ranges.Aggregate(UInt128.Zero, (sum, range) => sum + range.Width);
            Assert.Equal(UInt128.One << 64, width);
            for (var i = 0; i < ranges.Length; i++)
            {
                Assert.Equal(ranges[i].End, ranges[(i + 1) % ranges.Length].Start);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void PartitionOf_AnyToken_IsTheOneWhoseRangeHoldsIt(Placement placement) => Law.Holds(draws =>
    {
        var ring = Rings.Of(placement, 1 + draws.Next(Rings.MembersMax));
        var end = ring.RangeOf(new PartitionId(draws.Next(ring.PartitionCount))).End;
        var token = draws.Pick<Token>(
            end, Plus(end, 1), Plus(end, -1), new(draws.NextUInt64()), new(0), new(1), new(ulong.MaxValue));
        var holding = Rings.PartitionsOf(ring).Where(p => ring.RangeOf(p).Contains(token));
        Assert.Equal(ring.PartitionOf(token), Assert.Single(holding));
        Assert.Same(ring.PreferenceListOf(ring.PartitionOf(token)), ring.PreferenceListOf(token));
    });

    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void PartitionOf_EndsOfEveryRange_BelongToTheRangeTheyEnd(Placement placement)
    {
        foreach (var members in new[] { 1, 2, 5, 40 })
        {
            var ring = Rings.Of(placement, members);
            foreach (var partition in Rings.PartitionsOf(ring))
            {
                var range = ring.RangeOf(partition);
                Assert.Equal(partition, ring.PartitionOf(range.End));
                Assert.Equal(partition, ring.PartitionOf(Plus(range.Start, 1)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void Of_MembersInAnyOrder_HasTheSameOwners(Placement placement) => Law.Holds(
        draws =>
        {
            var count = 1 + draws.Next(Rings.MembersMax);
            var shuffled = Rings.Nodes(count);
            draws.Shuffle(shuffled);
            var ring = Rings.Of(placement, count);
            var other = HashRing.Of(shuffled, ring.Options);
            Assert.Equal(ring.Version, other.Version);
            Assert.All(Rings.PartitionsOf(ring), p => Assert.True(
                ring.RangeOf(p) == other.RangeOf(p)
                && ring.PreferenceListOf(p).All.SequenceEqual(other.PreferenceListOf(p).All)));
        },
        runs: 30);

    [Theory]
    [MemberData(nameof(Rings.Placements), MemberType = typeof(Rings))]
    public void PartitionsOf_EveryNode_AreThoseItIsAPrimaryOf(Placement placement)
    {
        foreach (var count in new[] { 1, 2, 7, 40 })
        {
            var ring = Rings.Of(placement, count);
            foreach (var node in Rings.Nodes(count))
            {
                var expected = Rings.PartitionsOf(ring).Where(p => ring.PreferenceListOf(p).IsPrimary(node));
                Assert.Equal(expected, ring.PartitionsOf(node));
            }

            Assert.Empty(ring.PartitionsOf(new NodeId("stranger")));
        }
    }

    private static Token Plus(Token token, long offset) => new(unchecked(token.Position + (ulong)offset));
}
