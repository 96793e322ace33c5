using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// The keys of a run: <c>key-000000000000</c>, <c>key-000000000001</c>, ..., 16 bytes each, their tokens computed
/// once. Under Zipf key 0 is the hottest; the ring hashes names, so neighbours in rank are none on the ring.
/// </summary>
public sealed class KeySpace
{
    private readonly Key[] _keys;

    private KeySpace(Key[] keys) => _keys = keys;

    public int Count => _keys.Length;

    public IReadOnlyList<Key> Keys => _keys;

    public Key this[int index] => _keys[index];

    /// <summary>Below 0 for a key of somebody else.</summary>
    public int IndexOf(Key key) => Array.BinarySearch(
        _keys, key, Comparer<Key>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));

    public static KeySpace Of(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var keys = new Key[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = new Key(NameOf(i));
        }

        return new KeySpace(keys);
    }

    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"key-{index:D12}");
}
