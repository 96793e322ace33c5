using System.Collections.Concurrent;

namespace DynamoLab.Node.Loop;

/// <summary>
/// The open sinks by the number that a <see cref="DynamoLab.Replica.ReplyTo"/> carries through the node.
/// </summary>
internal sealed class ReplySinks
{
    private readonly ConcurrentDictionary<int, IReplySink> _sinks = new();
    private int _last;

    public int NextNumber() => Interlocked.Increment(ref _last);

    public void Add(int number, IReplySink sink) => _sinks[number] = sink;

    /// <summary>Replies that come later find nobody, and are dropped.</summary>
    public void Remove(int number) => _sinks.TryRemove(number, out _);

    public IReplySink? Find(int number) => _sinks.GetValueOrDefault(number);
}
