using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>Operations by key.</summary>
internal sealed class KeyTally
{
    private readonly Dictionary<Key, long> _counts = [];

    public void Add(Operation operation) => _counts[operation.Key] = this[operation.Key] + 1;

    public long this[Key key] => _counts.GetValueOrDefault(key);

    /// <summary>The keys of most operations, the busiest first, among equals by name.</summary>
    public IReadOnlyList<Key> Busiest(int countMax) =>
    [
        .. _counts.OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key.ToString(), StringComparer.Ordinal)
            .Take(countMax)
            .Select(entry => entry.Key),
    ];
}
