namespace DynamoLab.Core.Versions;

/// <summary>
/// A map from actor to the highest counter seen, every lower one included; immutable, sorted by actor, so that
/// equal vectors have equal encodings.
/// </summary>
public sealed class VersionVector : IEquatable<VersionVector>
{
    public static readonly VersionVector Empty = new([]);

    private readonly VersionEntry[] _entries;

    private VersionVector(VersionEntry[] sortedEntries) => _entries = sortedEntries;

    public ReadOnlySpan<VersionEntry> Entries => _entries;

    public int Count => _entries.Length;

    /// <summary>
    /// Entries in any order; of several with the same actor the latest counts, and a counter of 0 says nothing.
    /// </summary>
    public static VersionVector Of(params IEnumerable<VersionEntry> entries)
    {
        var sorted = entries.Where(e => e.Counter > 0).ToArray();
        Array.Sort(sorted, static (a, b) => a.Actor.CompareTo(b.Actor));
        var count = 0;
        foreach (var entry in sorted)
        {
            if (count > 0 && sorted[count - 1].Actor == entry.Actor)
            {
                sorted[count - 1] = VersionEntry.Later(sorted[count - 1], entry);
            }
            else
            {
                sorted[count++] = entry;
            }
        }

        return count == 0 ? Empty : new VersionVector(sorted[..count]);
    }

    /// <summary>Takes the entries over; in order already, as all that was written is, they stay as they are.</summary>
    internal static VersionVector OfRead(VersionEntry[] entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Counter == 0 || (i > 0 && entries[i - 1].Actor.CompareTo(entries[i].Actor) >= 0))
            {
                return Of(entries);
            }
        }

        return entries.Length == 0 ? Empty : new VersionVector(entries);
    }

    public ulong CounterOf(Actor actor)
    {
        var at = IndexOf(actor);
        return at < 0 ? 0 : _entries[at].Counter;
    }

    public bool Covers(Dot dot) => CounterOf(dot.Actor) >= dot.Counter;

    /// <summary>True when every dot of <paramref name="other"/> is covered here.</summary>
    public bool Descends(VersionVector other)
    {
        foreach (var entry in other._entries)
        {
            if (CounterOf(entry.Actor) < entry.Counter)
            {
                return false;
            }
        }

        return true;
    }

    public VersionVector With(VersionEntry entry)
    {
        if (entry.Counter == 0)
        {
            return this;
        }

        var at = IndexOf(entry.Actor);
        if (at >= 0)
        {
            var replaced = _entries.AsSpan().ToArray();
            replaced[at] = VersionEntry.Later(replaced[at], entry);
            return new VersionVector(replaced);
        }

        var grown = new VersionEntry[_entries.Length + 1];
        _entries.AsSpan(0, ~at).CopyTo(grown);
        grown[~at] = entry;
        _entries.AsSpan(~at).CopyTo(grown.AsSpan(~at + 1));
        return new VersionVector(grown);
    }

    /// <summary>The least vector that covers both: a linear merge of two sorted lists.</summary>
    public static VersionVector Join(VersionVector left, VersionVector right)
    {
        if (ReferenceEquals(left, right) || right.Count == 0)
        {
            return left;
        }

        if (left.Count == 0)
        {
            return right;
        }

        var merged = new VersionEntry[left.Count + right.Count];
        int i = 0, j = 0, count = 0;
        while (i < left.Count && j < right.Count)
        {
            var order = left._entries[i].Actor.CompareTo(right._entries[j].Actor);
            merged[count++] = order switch
            {
                < 0 => left._entries[i++],
                > 0 => right._entries[j++],
                _ => VersionEntry.Later(left._entries[i++], right._entries[j++]),
            };
        }

        count += CopyRest(left._entries.AsSpan(i), merged.AsSpan(count));
        count += CopyRest(right._entries.AsSpan(j), merged.AsSpan(count));
        return new VersionVector(count == merged.Length ? merged : merged[..count]);
    }

    /// <summary>Drops the oldest entries until at most <paramref name="entriesMax"/> are left (Dynamo §4.4).</summary>
    public VersionVector PrunedTo(int entriesMax)
    {
        if (Count <= entriesMax)
        {
            return this;
        }

        return Of(_entries.OrderByDescending(e => e.UpdatedAtMs).ThenBy(e => e.Actor).Take(entriesMax));
    }

    public bool Equals(VersionVector? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override bool Equals(object? obj) => Equals(obj as VersionVector);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in _entries)
        {
            hash.Add(entry);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(", ", _entries.Select(e => $"{e.Actor}:{e.Counter}"))}}}";

    private static int CopyRest(ReadOnlySpan<VersionEntry> rest, Span<VersionEntry> into)
    {
        rest.CopyTo(into);
        return rest.Length;
    }

    /// <summary>The index of the actor, or the complement of where it would stand.</summary>
    private int IndexOf(Actor actor)
    {
        int low = 0, high = _entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _entries[middle].Actor.CompareTo(actor);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
