using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>
/// The thread on which fsyncs run, one at a time, so that the loop goes on meanwhile. It is started by the first one,
/// and asleep without a timer whenever there is none.
/// </summary>
internal sealed class Syncer(Action onDone)
{
    private const int StackBytes = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _work = new(initialState: false);
    private Thread? _thread;
    private SyncTicket? _ticket;
    private SyncResult? _done;
    private bool _isStopped;

    /// <summary>True from <see cref="Run"/> until its result was taken. Of the loop's thread only.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Starts a sync; <c>onDone</c> is called on the other thread when it ended.</summary>
    public void Run(SyncTicket ticket)
    {
        IsBusy = true;
        lock (_lock)
        {
            _ticket = ticket;
        }

        if (_thread is null)
        {
            _thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "fsync" };
            _thread.Start();
        }

        _work.Set();
    }

    /// <summary>What became of the sync, once.</summary>
    public SyncResult? TryTake()
    {
        lock (_lock)
        {
            var done = _done;
            _done = null;
            IsBusy &= done is null;
            return done;
        }
    }

    /// <summary>Waits for the sync under way; false when it does not end in time.</summary>
    public bool Stop(TimeSpan patience)
    {
        Volatile.Write(ref _isStopped, true);
        _work.Set();
        return _thread?.Join(patience) ?? true;
    }

    private void Work()
    {
        while (true)
        {
            _work.WaitOne();
            SyncTicket? ticket;
            lock (_lock)
            {
                (ticket, _ticket) = (_ticket, null);
            }

            if (ticket is not null)
            {
                var error = Sync(ticket);
                lock (_lock)
                {
                    _done = new SyncResult(ticket, error);
                }

                onDone();
            }

            if (Volatile.Read(ref _isStopped))
            {
                return;
            }
        }
    }

    private static DiskException? Sync(SyncTicket ticket)
    {
        try
        {
            ticket.Run();
            return null;
        }
        catch (DiskException e)
        {
            return e;
        }
    }
}
