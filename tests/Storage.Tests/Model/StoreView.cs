using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;

namespace DynamoLab.Storage.Tests.Model;

/// <summary>What a store or a record says, in the words of the model.</summary>
internal static class StoreView
{
    public static string Name(Key key) => $"key {key}";

    public static string Name(HintId hint) => $"hint {hint.Owner} {hint.Key}";

    public static string Value(StoredObject held) =>
        $"{held.Epoch} {held.LastCounter} {Convert.ToHexStringLower(held.State.ToBytes())}";

    /// <summary>Everything, from a scan of the states.</summary>
    public static SortedDictionary<string, string> Of(IReplicaStore store)
    {
        var view = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, held) in store.Scan(TokenRange.Whole))
        {
            view.Add(Name(key), Value(held));
        }

        foreach (var hint in store.Hints())
        {
            view.Add(Name(hint), "held");
        }

        return view;
    }

    /// <summary>The scan of the states, the scan of the hashes and the count agree.</summary>
    public static void AssertConsistent(IReplicaStore store)
    {
        var scanned = store.Scan(TokenRange.Whole)
            .Select(o => new StoredKey(o.Key, Hash64.Of(o.Value.State.ToBytes()), o.Value.State.IsTombstone)).ToList();
        Assert.Equal(scanned, store.ScanHashes(TokenRange.Whole));
        Assert.Equal(scanned.Count, store.KeyCount);
    }
}
