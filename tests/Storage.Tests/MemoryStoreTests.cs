using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Storage.Tests;

public sealed class MemoryStoreTests
{
    [Fact]
    public void Apply_Records_NumbersThemFromOne()
    {
        var store = new MemoryStore();

        Assert.Equal(1, store.Apply(new ObjectRecord(new Key("a"), Object(1))));
        Assert.Equal(2, store.Apply(new RemovalRecord(new Key("never there"))));
        Assert.Equal(3, store.Apply(new ObjectRecord(new Key("a"), Object(2))));
    }

    [Fact]
    public void TryRead_AbsentKey_IsNull()
    {
        var store = new MemoryStore();

        Assert.Null(store.TryRead(new Key("a")));
        Assert.Equal(0, store.KeyCount);
    }

    [Fact]
    public void Hints_HeldAndRemoved_AreSortedByOwnerAndKey()
    {
        var store = new MemoryStore();
        HintId[] hints = [Hint("b", "x"), Hint("a", "y"), Hint("a", "x"), Hint("c", "x")];
        foreach (var hint in hints)
        {
            store.Apply(new HintRecord(hint));
        }

        store.Apply(new HintRecord(Hint("a", "y")));
        store.Apply(new HintRemovalRecord(Hint("c", "x")));

        Assert.Equal(hints[..3].OrderBy(h => h.Owner).ThenBy(h => h.Key), store.Hints());
        Assert.Equal(0, store.KeyCount);
    }

    [Fact]
    public void Scan_StoreChangedMeanwhile_Throws()
    {
        var store = new MemoryStore();
        store.Apply(new ObjectRecord(new Key("a"), Object(1)));
        store.Apply(new ObjectRecord(new Key("b"), Object(2)));

        using var scan = store.Scan(TokenRange.Whole).GetEnumerator();
        Assert.True(scan.MoveNext());
        store.Apply(new ObjectRecord(new Key("c"), Object(3)));

        Assert.Throws<InvalidOperationException>(() => scan.MoveNext());
    }

    /// <summary>
    /// The law of the store: after any records it reads and scans like a plain dictionary, sorted late.
    /// </summary>
    [Fact]
    public void Store_AnyRecords_BehavesLikeADictionary() =>
        Prop.ForAll((int[] steps) => StepsAgree(steps, keys: 40)).QuickCheckThrowOnFailure();

    [Fact]
    public void Store_ManyRecords_BehavesLikeADictionary()
    {
        var random = new DeterministicRandom(7);
        var steps = new int[20_000];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = random.Next(int.MaxValue);
        }

        Assert.True(StepsAgree(steps, keys: 5_000));
    }

    [Fact]
    public void Scan_RangesAtTheEdgesOfTheRing_HoldWhatTheRangeContains()
    {
        var (store, model) = Filled(3_000);
        var any = model.Keys.First().Token;
        ulong[] edges = [0, 1, 2, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, any.Position, any.Position - 1];
        foreach (var start in edges)
        {
            foreach (var end in edges)
            {
                AssertScan(store, model, new TokenRange(new Token(start), new Token(end)));
            }
        }
    }

    [Fact]
    public void Scan_AllPartitionsOfARing_GiveEveryKeyOnce()
    {
        var (store, model) = Filled(2_000);
        var ring = HashRing.Of([new NodeId("a"), new NodeId("b")], new RingOptions());

        var scanned = Enumerable.Range(0, ring.PartitionCount)
            .SelectMany(i => store.Scan(ring.RangeOf(new PartitionId(i)))).Select(pair => pair.Key).ToList();

        Assert.Equal(model.Count, scanned.Count);
        Assert.Equal(model.Keys.ToHashSet(), scanned.ToHashSet());
    }

    private static bool StepsAgree(int[] steps, int keys)
    {
        var store = new MemoryStore();
        var model = new Dictionary<Key, StoredObject>();
        foreach (var step in steps)
        {
            var key = new Key($"key{(int)((uint)step % keys)}");
            if (step % 3 == 0)
            {
                store.Apply(new RemovalRecord(key));
                model.Remove(key);
            }
            else
            {
                var value = Object(step);
                store.Apply(new ObjectRecord(key, value));
                model[key] = value;
            }

            if (!ReferenceEquals(store.TryRead(key), model.GetValueOrDefault(key)) || store.KeyCount != model.Count)
            {
                return false;
            }
        }

        var bounds = steps.Take(2).Select(s => new Token(DeterministicRandom.Mix((ulong)s))).ToList();
        AssertScan(store, model, TokenRange.Whole);
        AssertScan(store, model, bounds.Count < 2 ? TokenRange.Whole : new TokenRange(bounds[0], bounds[1]));
        return true;
    }

    private static void AssertScan(MemoryStore store, Dictionary<Key, StoredObject> model, TokenRange range)
    {
        var expected = model.Where(pair => range.Contains(pair.Key.Token))
            .OrderBy(pair => pair.Key.Token.Position - range.Start.Position - 1).ThenBy(pair => pair.Key);

        Assert.Equal(expected, store.Scan(range));
    }

    private static (MemoryStore Store, Dictionary<Key, StoredObject> Model) Filled(int count)
    {
        var store = new MemoryStore();
        var model = new Dictionary<Key, StoredObject>();
        for (var i = 0; i < count; i++)
        {
            model[new Key($"k{i}")] = Object(i);
            store.Apply(new ObjectRecord(new Key($"k{i}"), model[new Key($"k{i}")]));
        }

        return (store, model);
    }

    private static StoredObject Object(int counter) => new(ObjectState.Empty, 1, (ulong)counter);

    private static HintId Hint(string owner, string key) => new(new NodeId(owner), new Key(key));
}
