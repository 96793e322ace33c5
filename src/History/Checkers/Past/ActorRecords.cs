namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// The records of one actor, sorted by counter. Counters come nearly in order, so adding is appending and finding
/// is a look at the end or a binary search; under <c>lww</c> they have gaps, and nothing changes.
/// </summary>
internal sealed class ActorRecords
{
    private WriteRecord[] _records = new WriteRecord[4];

    public int Count { get; private set; }

    public ref WriteRecord this[int index] => ref _records[index];

    public ReadOnlySpan<WriteRecord> All => _records.AsSpan(0, Count);

    /// <summary>The index of the counter, or the complement of where it belongs.</summary>
    public int IndexOf(ulong counter)
    {
        if (Count == 0 || counter > _records[Count - 1].Counter)
        {
            return ~Count;
        }

        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _records[middle].Counter;
            if (found == counter)
            {
                return middle;
            }

            (low, high) = found < counter ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    public void Insert(int index, in WriteRecord record)
    {
        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count + Math.Max(4, Count / 2));
        }

        _records.AsSpan(index, Count - index).CopyTo(_records.AsSpan(index + 1));
        _records[index] = record;
        Count++;
    }
}
