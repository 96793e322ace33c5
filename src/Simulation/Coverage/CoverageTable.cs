using DynamoLab.Core.Messages;
using DynamoLab.Replica;
using DynamoLab.Simulation.Faults;

namespace DynamoLab.Simulation.Coverage;

/// <summary>
/// Which faults happened and which paths of the protocol were taken, how often. It counts what can be seen from
/// outside: the nodes' own counters, messages on the wire and answers to clients.
/// </summary>
public sealed class CoverageTable
{
    private static readonly NodeCounter[] AllCounters = Enum.GetValues<NodeCounter>();

    /// <summary>The messages between nodes, and those of repair rounds; the rest is opening and asking.</summary>
    private static readonly MessageKind[] Messages = [.. Enum.GetValues<MessageKind>().Where(IsOfProtocol)];

    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private readonly long[] _node = new long[AllCounters.Length];
    private readonly long[] _messages = new long[256];
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _host = new long[Enum.GetValues<HostPath>().Length];

    public long this[FaultKind fault] => _faults[(int)fault];

    public long this[NodeCounter counter] => _node[(int)counter];

    public long this[MessageKind kind] => _messages[(int)kind];

    public long this[Outcome outcome] => _outcomes[(int)outcome];

    public long this[HostPath path] => _host[(int)path];

    /// <summary>Everything that could happen, with how often it did, in a fixed order.</summary>
    public IReadOnlyList<PathCount> ToList() =>
    [
        .. Rows("fault", Enum.GetValues<FaultKind>(), f => this[f]),
        .. Rows("node", AllCounters, c => this[c]),
        .. Rows("message", Messages, m => this[m]),
        .. Rows("outcome", Enum.GetValues<Outcome>(), o => this[o]),
        .. Rows("host", Enum.GetValues<HostPath>(), h => this[h]),
    ];

    /// <summary>Adds what another table counted.</summary>
    public void Add(CoverageTable other)
    {
        Add(_faults, other._faults);
        Add(_node, other._node);
        Add(_messages, other._messages);
        Add(_outcomes, other._outcomes);
        Add(_host, other._host);
    }

    internal void Count(FaultKind fault) => _faults[(int)fault]++;

    internal void Count(MessageKind delivered) => _messages[(int)delivered]++;

    internal void Count(Outcome outcome) => _outcomes[(int)outcome]++;

    internal void Count(HostPath path) => _host[(int)path]++;

    /// <summary>Takes over what a node counted in the life that ends.</summary>
    internal void Count(NodeCounters counters)
    {
        foreach (var counter in AllCounters)
        {
            _node[(int)counter] += counters[counter];
        }
    }

    private static bool IsOfProtocol(MessageKind kind) =>
        kind is >= MessageKind.ForwardRequest and <= MessageKind.ReapCommit;

    private static IEnumerable<PathCount> Rows<T>(string group, IEnumerable<T> all, Func<T, long> count)
        where T : struct, Enum => all.Select(item => new PathCount(group, SnakeCase(item.ToString()), count(item)));

    private static void Add(long[] to, long[] from)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private static string SnakeCase(string name) => string.Concat(name.Select(
        (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
