using DynamoLab.Core;
using DynamoLab.Node.Resp;

namespace DynamoLab.Node.Tests.Resp;

public sealed class KeysUnderWayTests
{
    private readonly KeysUnderWay _keys = new();

    [Fact]
    public void MayBegin_WhileReadsAreUnderWay_ReadsGoAndWritesWait()
    {
        _keys.Begin(7, isWrite: false);
        _keys.Begin(7, isWrite: false);
        AssertMayBegin(reads: true, writes: false);
        _keys.End(7, isWrite: false);
        AssertMayBegin(reads: true, writes: false);
        _keys.End(7, isWrite: false);
        AssertMayBegin(reads: true, writes: true);
    }

    [Fact]
    public void MayBegin_WhileAWriteIsUnderWay_AllOfItsKeyWait()
    {
        _keys.Begin(7, isWrite: true);
        AssertMayBegin(reads: false, writes: false);
        Assert.True(_keys.MayBegin(8, isWrite: true));
        _keys.End(7, isWrite: true);
        AssertMayBegin(reads: true, writes: true);
    }

    [Fact]
    public void Correlation_OfAPlace_LeadsBackToIt()
    {
        for (var i = 0; i < 1000; i++)
        {
            var key = new Key($"key-{i}");
            var place = new RespPlace((ulong)i * 100_000_000, i * 16, KeysUnderWay.PlaceOf(key), i % 2 == 0);
            Assert.Equal(place, RespPlace.Of(place.Correlation));
        }
    }

    private void AssertMayBegin(bool reads, bool writes) =>
        Assert.Equal((reads, writes), (_keys.MayBegin(7, isWrite: false), _keys.MayBegin(7, isWrite: true)));
}
