using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage;

/// <summary>
/// What the last process left and may not have synced. It may have died of a failed sync before it could say so, and
/// then its bytes are read from the operating system's memory and never written, whatever a sync says. So they are not
/// trusted where they lie: compaction moves what lives in them to the log's end, before the store takes its first
/// write.
/// </summary>
public sealed partial class LogStore
{
    /// <summary>What is kept in memory of it at a time.</summary>
    private const int SettleStepBytes = 8 * 1024 * 1024;

    private bool _isSettled;

    private void Settle()
    {
        while (!_isSettled && IsWritable)
        {
            if (!_segments.All.Any(segment => segment.IsSuspect))
            {
                _isSettled = true;
                return;
            }

            var isMoving = Compact(SettleStepBytes);
            Write();
            if (!SyncHere() && !isMoving && IsWritable)
            {
                throw new InvalidOperationException("what was not synced can neither be moved nor synced");
            }
        }
    }

    /// <summary>False when there was nothing to sync.</summary>
    private bool SyncHere()
    {
        if (BeginSync() is not { } ticket)
        {
            return false;
        }

        try
        {
            ticket.Run();
        }
        catch (DiskException error)
        {
            EndSync(ticket, error);
            return true;
        }

        EndSync(ticket, null);
        return true;
    }
}
