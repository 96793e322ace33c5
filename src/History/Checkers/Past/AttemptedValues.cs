using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// Writes whose dot their client never learned, and dots that no client was told of, matched by value: a failed
/// write that was applied all the same, or the first attempt of one that succeeded in its second.
/// </summary>
internal sealed class AttemptedValues
{
    private readonly Dictionary<ValueText, Operation> _withoutDot = [];
    private readonly Dictionary<Dot, Sighting> _withoutWrite = [];

    /// <summary>Dots of values that no attempted write of the key had, as far as is known.</summary>
    public IEnumerable<(Dot Dot, Sighting Seen)> Unmatched =>
        _withoutWrite.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value));

    /// <summary>Notes a write without a dot; deletes have no value to know them by.</summary>
    public void Fail(Operation write)
    {
        if (write.WrittenValueId.Length > 0)
        {
            _withoutDot[ValueText.Of(write.WrittenValueId)] = write;
        }
    }

    /// <summary>The failed write that had the value; null when none is known yet.</summary>
    public Operation? Match(ValueText value) => _withoutDot.GetValueOrDefault(value);

    public void Meet(Dot dot, ValueText value, OperationReference? read, string replica) =>
        _withoutWrite.TryAdd(dot, new Sighting(value, read, replica));

    /// <summary>A dot turned out to be a write's after all.</summary>
    public void Resolve(Dot dot) => _withoutWrite.Remove(dot);

    /// <summary>Looks once more, when every write is known.</summary>
    public void ResolveAll(WriteLog log)
    {
        if (_withoutWrite.Count == 0)
        {
            return;
        }

        var written = new HashSet<ValueText>(_withoutDot.Keys);
        foreach (var records in log.Records)
        {
            foreach (ref readonly var record in records.All)
            {
                if (record.IsWritten)
                {
                    written.Add(record.Value);
                }
            }
        }

        foreach (var (dot, seen) in _withoutWrite)
        {
            if (written.Contains(seen.Value))
            {
                _withoutWrite.Remove(dot);
            }
        }
    }

    /// <summary>Where a dot was seen: in a read, or without one in the final state of a replica.</summary>
    internal readonly record struct Sighting(ValueText Value, OperationReference? Read, string Replica);
}
