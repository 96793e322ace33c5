namespace DynamoLab.Simulation.Engine;

/// <summary>
/// The events to come: the earliest first, and of equal ones the first that was put in. A heap of keys over a pool of
/// events, so that sifting moves 24 bytes and nothing is allocated per event.
/// </summary>
internal sealed class EventQueue
{
    private const int Arity = 4;

    private Entry[] _heap = new Entry[256];
    private SimEvent[] _pool = new SimEvent[256];
    private int[] _free = new int[256];
    private int _freeCount;
    private int _used;
    private long _order;

    public int Count { get; private set; }

    /// <summary>When the next event happens; the end of time when there is none.</summary>
    public long NextUs => Count == 0 ? long.MaxValue : _heap[0].AtUs;

    public void Add(in SimEvent e)
    {
        var slot = Rent();
        _pool[slot] = e;
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        SiftUp(Count++, new Entry(e.AtUs, ++_order, slot));
    }

    /// <summary>Takes the next event out; there must be one.</summary>
    public SimEvent Take()
    {
        var slot = _heap[0].Slot;
        var last = _heap[--Count];
        if (Count > 0)
        {
            SiftDown(last);
        }

        var taken = _pool[slot];
        _pool[slot] = default;
        _free[_freeCount++] = slot;
        return taken;
    }

    private int Rent()
    {
        if (_freeCount > 0)
        {
            return _free[--_freeCount];
        }

        if (_used == _pool.Length)
        {
            Array.Resize(ref _pool, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        return _used++;
    }

    private void SiftUp(int at, Entry entry)
    {
        while (at > 0)
        {
            var parent = (at - 1) / Arity;
            if (!entry.IsBefore(_heap[parent]))
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = entry;
    }

    private void SiftDown(Entry entry)
    {
        var at = 0;
        while (true)
        {
            var first = (at * Arity) + 1;
            if (first >= Count)
            {
                break;
            }

            var least = first;
            for (var child = first + 1; child < Math.Min(first + Arity, Count); child++)
            {
                least = _heap[child].IsBefore(_heap[least]) ? child : least;
            }

            if (!_heap[least].IsBefore(entry))
            {
                break;
            }

            _heap[at] = _heap[least];
            at = least;
        }

        _heap[at] = entry;
    }

    private readonly record struct Entry(long AtUs, long Order, int Slot)
    {
        public bool IsBefore(in Entry other) =>
            AtUs < other.AtUs || (AtUs == other.AtUs && Order < other.Order);
    }
}
