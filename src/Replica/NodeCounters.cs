using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>The counts of one node since it started.</summary>
public sealed class NodeCounters
{
    private static readonly NodeCounter[] All = Enum.GetValues<NodeCounter>();
    private static readonly string[] Names = Array.ConvertAll(All, c => SnakeCase(c.ToString()));

    private readonly long[] _values = new long[All.Length];

    public long this[NodeCounter counter] => _values[(int)counter];

    public IReadOnlyList<Counter> ToList() => Array.ConvertAll(All, c => new Counter(Names[(int)c], this[c]));

    internal void Add(NodeCounter counter, long count = 1) => _values[(int)counter] += count;

    private static string SnakeCase(string name) =>
        string.Concat(name.Select(
            (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
