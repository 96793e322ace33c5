using DynamoLab.Core;

namespace DynamoLab.Replica.Operations;

/// <summary>All operations under way on a node, and their timers.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<ulong, Operation> _operations = [];
    private readonly PriorityQueue<ulong, (Instant, ulong)> _timers = new();
    private ulong _lastId;
    private ulong _timerCount;

    public int Count => _operations.Count;

    /// <summary>The next timer; operations that ended leave theirs behind, to go off without effect.</summary>
    public Instant NextTimer => _timers.TryPeek(out _, out var due) ? due.Item1 : Instant.Never;

    public ulong NextId() => ++_lastId;

    public void Add(Operation operation) => _operations.Add(operation.Id, operation);

    public void Remove(Operation operation) => _operations.Remove(operation.Id);

    public T? Find<T>(ulong id)
        where T : Operation => _operations.GetValueOrDefault(id) as T;

    /// <summary>Timers due at the same instant go off in the order they were armed.</summary>
    public void Arm(Operation operation, Instant due) => _timers.Enqueue(operation.Id, (due, ++_timerCount));

    public void FireDue(Instant now)
    {
        while (_timers.TryPeek(out var id, out var due) && due.Item1 <= now)
        {
            _timers.Dequeue();
            if (_operations.TryGetValue(id, out var operation))
            {
                operation.OnTimer();
            }
        }
    }

    /// <summary>Tells every operation, oldest first, that the node may not answer any more.</summary>
    public void OnLinkDown(NodeId node)
    {
        foreach (var id in _operations.Keys.Order().ToArray())
        {
            if (_operations.TryGetValue(id, out var operation))
            {
                operation.OnFailure(node);
            }
        }
    }

    public bool IsInFlight(Key key) => _operations.Values.Any(o => o.Key == key);
}
