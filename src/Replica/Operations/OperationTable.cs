using DynamoLab.Core;

namespace DynamoLab.Replica.Operations;

/// <summary>
/// All operations under way on a node, and their timers: one for each, for whatever it has to do next.
/// </summary>
internal sealed class OperationTable(ulong incarnation)
{
    /// <summary>
    /// Numbers begin anew with each incarnation, or an answer to an operation of a former life could be taken for one
    /// to another operation in this. Room for a million operations per millisecond of a node's life.
    /// </summary>
    private const int IdBitsPerIncarnation = 20;

    private readonly Dictionary<ulong, Operation> _operations = [];
    private readonly PriorityQueue<ulong, (Instant, ulong)> _timers = new();
    private ulong _lastId = incarnation << IdBitsPerIncarnation;
    private ulong _timerCount;

    public int Count => _operations.Count;

    /// <summary>
    /// The next timer. Those of operations that have ended are dropped on the way, so that no host wakes for them.
    /// </summary>
    public Instant NextTimer
    {
        get
        {
            while (_timers.TryPeek(out var id, out var timer))
            {
                if (OperationOf(id, timer.Item1) is not null)
                {
                    return timer.Item1;
                }

                _timers.Dequeue();
            }

            return Instant.Never;
        }
    }

    /// <summary>A number that this node never used before; exchanges and reaps take theirs here too.</summary>
    public ulong NextId() => ++_lastId;

    public void Add(Operation operation) => _operations.Add(operation.Id, operation);

    public void Remove(Operation operation) => _operations.Remove(operation.Id);

    public T? Find<T>(ulong id)
        where T : Operation => _operations.GetValueOrDefault(id) as T;

    /// <summary>To be called when the operation may be due earlier than before.</summary>
    public void Arm(Operation operation)
    {
        var due = operation.NextDue;
        if (due < operation.ArmedFor)
        {
            operation.ArmedFor = due;
            _timers.Enqueue(operation.Id, (due, ++_timerCount));
        }
    }

    /// <summary>Timers due at the same instant go off in the order they were armed.</summary>
    /// <exception cref="InvalidOperationException">An operation would have its timer go off for ever.</exception>
    public void FireDue(Instant now)
    {
        while (_timers.TryPeek(out var id, out var timer) && timer.Item1 <= now)
        {
            _timers.Dequeue();
            if (OperationOf(id, timer.Item1) is { } operation)
            {
                operation.ArmedFor = Instant.Never;
                Fire(operation, now);
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

    /// <summary>The keys that anything is under way on.</summary>
    public HashSet<Key> Keys() => [.. _operations.Values.Select(o => o.Key)];

    /// <summary>
    /// The operation a timer is of; null where it has ended, or has been armed for an earlier time since.
    /// </summary>
    private Operation? OperationOf(ulong id, Instant due) =>
        _operations.TryGetValue(id, out var operation) && operation.ArmedFor == due ? operation : null;

    private void Fire(Operation operation, Instant now)
    {
        if (operation.NextDue <= now)
        {
            operation.OnTimer();
        }

        if (!_operations.ContainsKey(operation.Id))
        {
            return;
        }

        if (operation.NextDue <= now)
        {
            throw new InvalidOperationException($"{operation.GetType().Name} is due again at once.");
        }

        Arm(operation);
    }
}
