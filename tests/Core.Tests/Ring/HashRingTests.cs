using DynamoLab.Core.Ring;

namespace DynamoLab.Core.Tests.Ring;

public sealed class HashRingTests
{
    [Fact]
    public void PreferenceListOf_PinnedRings_AgreesWithTheGoldenFile()
    {
        var nodes = Rings.Nodes(5);
        foreach (var line in SourceTree.ReadGolden("tests/Core.Tests/Ring/preference-lists.golden"))
        {
            var fields = line.Split(" | ");
            var ring = HashRing.Of(nodes, new RingOptions(Enum.Parse<Placement>(fields[0])));
            if (fields.Length == 2)
            {
                Assert.Equal(fields[1], ring.Version.ToString("x16"));
                continue;
            }

            var key = new Key(fields[1]);
            Assert.Equal(fields[2], key.Token.ToString());
            Assert.Equal(fields[3], ring.PartitionOf(key.Token).ToString());
            Assert.Equal($"{fields[4]} | {fields[5]}", ring.PreferenceListOf(key.Token).ToString());
        }
    }

    [Fact]
    public void Version_AnyPartDiffers_Differs()
    {
        RingOptions[] options =
        [
            new(), new(Placement.RandomTokens), new(Placement.RandomTokensEqualPartitions),
            new(ReplicationFactor: 2), new(TokensPerNode: 64),
        ];
        var versions = options.Select(o => HashRing.Of(Rings.Nodes(5), o).Version)
            .Concat(Enumerable.Range(1, 40).Where(n => n != 5).Select(n => HashRing.Of(Rings.Nodes(n), new()).Version));
        Assert.Distinct(versions);
    }

    [Fact]
    public void Of_SameMembersAgain_HasTheSameVersion()
    {
        var ring = HashRing.Of(Rings.Nodes(5), new());
        Assert.Equal(ring.Version, HashRing.Of([.. Rings.Nodes(5).Reverse(), new NodeId("node3")], new()).Version);
    }

    [Fact]
    public void Members_AreSortedAndKnown()
    {
        var ring = HashRing.Of(Rings.Nodes(12), new());
        Assert.Equal(Rings.Nodes(12).Order(), ring.Members.ToArray());
        Assert.All(Rings.Nodes(12), node => Assert.True(ring.IsMember(node)));
        Assert.False(ring.IsMember(new NodeId("node13")));
    }

    [Fact]
    public void Of_NonsenseOptions_IsMisuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HashRing.Of([], new()));
        Assert.Throws<ArgumentOutOfRangeException>(() => HashRing.Of(Rings.Nodes(1), new(ReplicationFactor: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => HashRing.Of(Rings.Nodes(1), new(TokensPerNode: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => HashRing.Of(Rings.Nodes(1), new((Placement)9)));
    }

    [Theory]
    [InlineData(1, 1024)]
    [InlineData(128, 1024)]
    [InlineData(129, 2048)]
    [InlineData(1000, 8192)]
    public void EqualPartitionCount_GivesEveryNodeEight(int members, int expected) =>
        Assert.Equal(expected, RingOptions.EqualPartitionCount(members));
}
