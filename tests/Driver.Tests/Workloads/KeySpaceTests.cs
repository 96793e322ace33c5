using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class KeySpaceTests
{
    [Fact]
    public void Of_Keys_AreSixteenBytesAndNumbered()
    {
        var keys = KeySpace.Of(1001);

        Assert.Equal("key-000000000000", keys[0].ToString());
        Assert.Equal("key-000000001000", keys[1000].ToString());
        Assert.All(keys.Keys, key => Assert.Equal(16, key.Bytes.Length));
        Assert.Equal(1001, keys.Keys.Distinct().Count());
    }

    [Fact]
    public void Of_TheTenHottestKeys_AreSpreadOverTheRing()
    {
        var ring = HashRing.Of(Enumerable.Range(1, 5).Select(i => new NodeId($"node{i}")), new RingOptions());

        var coordinators = KeySpace.Of(10).Keys
            .Select(key => ring.PreferenceListOf(key.Token).Primaries[0])
            .Distinct();

        Assert.True(coordinators.Count() >= 3);
    }

    [Fact]
    public void IndexOf_EveryKeyAndAStranger_IsItsPlaceOrNone()
    {
        var keys = KeySpace.Of(1001);

        Assert.All(Enumerable.Range(0, 1001), i => Assert.Equal(i, keys.IndexOf(new Key(KeySpace.NameOf(i)))));
        Assert.True(keys.IndexOf(new Key("somebody else's")) < 0);
    }
}
