using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// The keys of a run: <c>key-000000000000</c>, <c>key-000000000001</c>, ..., 16 bytes each unless the prefix is another
/// one, their tokens computed once. Under Zipf key 0 is the hottest; the ring hashes names, so neighbours in rank are
/// none on the ring.
/// </summary>
public sealed class KeySpace
{
    public const string PrefixDefault = "key-";

    private readonly Key[] _keys;

    private KeySpace(Key[] keys) => _keys = keys;

    public int Count => _keys.Length;

    public IReadOnlyList<Key> Keys => _keys;

    public Key this[int index] => _keys[index];

    /// <summary>Below 0 for a key of somebody else.</summary>
    public int IndexOf(Key key) => Array.BinarySearch(
        _keys, key, Comparer<Key>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));

    /// <param name="count">At least 1.</param>
    /// <param name="prefix">What every name begins with.</param>
    public static KeySpace Of(int count, string prefix = PrefixDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var keys = new Key[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = new Key(NameOf(i, prefix));
        }

        return new KeySpace(keys);
    }

    public static string NameOf(int index, string prefix = PrefixDefault) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{index:D12}");
}
