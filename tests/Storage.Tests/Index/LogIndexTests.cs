using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Storage.Format;
using DynamoLab.Storage.Index;

namespace DynamoLab.Storage.Tests.Index;

public sealed class LogIndexTests
{
    [Fact]
    public void Index_ManyChanges_BehavesLikeADictionary()
    {
        var index = new LogIndex();
        var model = new Dictionary<Key, Place>();
        var random = new DeterministicRandom(5);
        for (var i = 0; i < 60_000; i++)
        {
            var key = KeyOf(random.Next(6_000));
            var place = new Place((uint)i + 1, (uint)(3 * i), i % 1000);
            var isHeld = model.TryGetValue(key, out var before);
            var isRemoval = random.Next(3) == 0;
            Assert.Equal(
                isHeld,
                isRemoval
                    ? index.Remove(key.Token, key.Bytes, out var old)
                    : index.Set(key.Token, key.Bytes, (ulong)i, i % 2 == 0, place, out old));
            Assert.Equal(before, old.Place);
            if (isRemoval)
            {
                model.Remove(key);
            }
            else
            {
                model[key] = place;
            }
        }

        Assert.Equal(model.Count, index.Count);
        var expected = model.OrderBy(o => o.Key.Token.Position - 1).Select(o => (o.Key, o.Value));
        Assert.Equal(
            expected,
            index.Scan(TokenRange.Whole).Select(e => (Key.WithToken(index.KeyOf(e), e.Token), e.Place)));
        Assert.All(model, o => Assert.True(index.TryFind(o.Key.Token, o.Key.Bytes, out var e) && e.Place == o.Value));
    }

    [Fact]
    public void Scan_IndexChangedMeanwhile_Throws()
    {
        var index = new LogIndex();
        for (var i = 0; i < 3; i++)
        {
            index.Set(KeyOf(i).Token, KeyOf(i).Bytes, 1, false, new Place(1, 1, 1), out _);
        }

        using var scan = index.Scan(TokenRange.Whole).GetEnumerator();
        Assert.True(scan.MoveNext());
        index.MarkDamaged(KeyOf(1).Token, KeyOf(1).Bytes);
        Assert.True(scan.MoveNext());
        index.Remove(KeyOf(1).Token, KeyOf(1).Bytes, out _);

        Assert.Throws<InvalidOperationException>(() => scan.MoveNext());
    }

    /// <summary>Of all lengths there are, so that slots of every size are freed and used again.</summary>
    private static Key KeyOf(int number) =>
        new($"{number}-{new string('k', number % 5 == 0 ? number % Limits.KeyBytesMax / 2 : number % 30)}");
}
