using DynamoLab.Storage;

namespace DynamoLab.StorageBench;

/// <summary>Runs a store's syncs on another thread, one at a time.</summary>
internal sealed class Syncer(LogStore store) : IDisposable
{
    private SyncTicket? _ticket;
    private Task? _running;

    /// <summary>Takes back a sync that has ended, and starts the next one if one is due.</summary>
    public void Poll()
    {
        if (_running is { IsCompleted: false })
        {
            return;
        }

        Take();
        if (store.BeginSync() is { } ticket)
        {
            (_ticket, _running) = (ticket, Task.Run(ticket.Run));
        }
    }

    /// <summary>Waits for the sync under way.</summary>
    public void Finish() => Take();

    public void Dispose() => Take();

    private void Take()
    {
        if (_running is not null)
        {
            _running.GetAwaiter().GetResult();
            _running = null;
            store.EndSync(_ticket!, null);
        }
    }
}
