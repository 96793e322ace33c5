using DynamoLab.Core;

namespace DynamoLab.Driver.Experiments;

/// <summary>What every node counted in one phase of a run.</summary>
internal sealed class CounterPhase(string name, long startUs)
{
    private readonly Dictionary<(NodeId Node, string Counter), long> _counts = [];

    public string Name => name;

    public long StartUs { get; } = startUs;

    public long EndUs { get; set; } = startUs;

    /// <summary>Of all nodes together.</summary>
    public long this[string counter] => _counts.Where(entry => entry.Key.Counter == counter).Sum(entry => entry.Value);

    public long this[NodeId node, string counter] => _counts.GetValueOrDefault((node, counter));

    /// <param name="now">The node's counters.</param>
    /// <param name="before">Those it had when the counting began; null: that is now.</param>
    public void Add(
        NodeId node, IReadOnlyDictionary<string, long> now, IReadOnlyDictionary<string, long>? before)
    {
        if (before is null)
        {
            return;
        }

        foreach (var (counter, value) in now)
        {
            _counts[(node, counter)] =
                _counts.GetValueOrDefault((node, counter)) + value - before.GetValueOrDefault(counter);
        }
    }
}
