using System.Runtime.InteropServices;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// A growing set of dots, kept as ranges of counters per actor. Dots of an actor come in nearly without gaps, so the
/// set stays small however long the history is.
/// </summary>
internal sealed class DotSet
{
    private readonly Dictionary<Actor, List<CounterRange>> _ranges = [];

    /// <summary>Every range, ordered by actor and counter.</summary>
    public IEnumerable<(Actor Actor, CounterRange Range)> Ranges =>
        _ranges.OrderBy(entry => entry.Key).SelectMany(entry => entry.Value.Select(range => (entry.Key, range)));

    public bool Contains(Dot dot) =>
        _ranges.TryGetValue(dot.Actor, out var ranges) && ranges[IndexFor(ranges, dot.Counter)].Contains(dot.Counter);

    public void Add(Dot dot) => Add(dot.Actor, new CounterRange(dot.Counter, dot.Counter));

    /// <summary>Adds all that the context covers, but for one dot.</summary>
    public void AddAllBut(Dot excluded, CausalContext context)
    {
        foreach (var entry in context.Vector.Entries)
        {
            if (entry.Actor == excluded.Actor && excluded.Counter <= entry.Counter)
            {
                Add(entry.Actor, new CounterRange(1, excluded.Counter - 1));
                Add(entry.Actor, new CounterRange(excluded.Counter + 1, entry.Counter));
            }
            else
            {
                Add(entry.Actor, new CounterRange(1, entry.Counter));
            }
        }

        foreach (var dot in context.Dots)
        {
            if (dot != excluded)
            {
                Add(dot);
            }
        }
    }

    private void Add(Actor actor, CounterRange added)
    {
        if (added.First > added.Last)
        {
            return;
        }

        ref var ranges = ref CollectionsMarshal.GetValueRefOrAddDefault(_ranges, actor, out var isKnown);
        if (!isKnown)
        {
            ranges = [added];
            return;
        }

        Insert(ranges!, added);
    }

    private static void Insert(List<CounterRange> ranges, CounterRange added)
    {
        var first = IndexFor(ranges, added.First);
        first += ranges[first].Touches(added) || ranges[first].First > added.First ? 0 : 1;
        var end = first;
        while (end < ranges.Count && ranges[end].Touches(added))
        {
            added = added.UnionWith(ranges[end]);
            end++;
        }

        ranges.RemoveRange(first, end - first);
        ranges.Insert(first, added);
    }

    /// <summary>The last range that starts at or before the counter, or the first range when none does.</summary>
    private static int IndexFor(List<CounterRange> ranges, ulong counter)
    {
        int low = 0, high = ranges.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = ranges[middle].First <= counter ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
