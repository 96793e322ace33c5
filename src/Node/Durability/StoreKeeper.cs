using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Logging;
using DynamoLab.Replica;
using DynamoLab.Storage;

namespace DynamoLab.Node.Durability;

/// <summary>
/// The loop's side of the store: it writes what a batch applied in one call, has one fsync under way at a time for all
/// that wait (group commit), and tells the node what became durable, or that it cannot. Without a log, in memory, a record
/// is durable when it is applied. Everything but what <see cref="Syncer"/> does happens on the loop's thread.
/// </summary>
internal sealed class StoreKeeper
{
    /// <summary>Time between two attempts to write again after the disk refused.</summary>
    public const int ResumeIntervalMs = 200;

    private readonly NodeStore _store;
    private readonly NodeLog _log;
    private readonly Syncer _syncer;
    private readonly CompactionPace _compaction;
    private Instant _resumeAt = Instant.Never;
    private long _wanted;
    private long _told;
    private bool _isFailureTold;
    private bool _mayNeedSync;

    /// <param name="store">The store and its disk.</param>
    /// <param name="log">Told when the disk refuses, and when it takes writes again.</param>
    /// <param name="wake">Makes the loop look up; called on another thread.</param>
    public StoreKeeper(NodeStore store, NodeLog log, Action wake)
    {
        (_store, _log) = (store, log);
        _syncer = new Syncer(wake);
        _compaction = new CompactionPace(store.CompactionBytesPerSecond);
    }

    /// <summary>When <see cref="Tick"/> has something to do; never while nothing is written.</summary>
    public Instant NextDue => Instant.Min(_resumeAt, _compaction.NextDue);

    /// <summary>Whatever has come due: the end of an fsync, another attempt to write, a step of compaction.</summary>
    public void Tick(Instant now)
    {
        if (_store.Log is not { } log)
        {
            return;
        }

        if (_syncer.IsBusy && _syncer.TryTake() is { } done)
        {
            log.EndSync(done.Ticket, done.Error);
            _mayNeedSync = true;
            _compaction.Written(now);
        }

        if (now >= _resumeAt)
        {
            log.TryResume();
            _resumeAt = log.IsWritable ? Instant.Never : now.PlusMs(ResumeIntervalMs);
            if (log.IsWritable)
            {
                _isFailureTold = false;
                _mayNeedSync = true;
                _log.StoreResumed();
            }
        }

        if (now >= _compaction.NextDue && log.IsWritable)
        {
            _compaction.Stepped(now, log.Compact(CompactionPace.StepBytes));
            _mayNeedSync = true;
        }
    }

    /// <summary>
    /// Hands what was applied to the operating system, before anything is sent that speaks of it: a killed node then
    /// finds on its disk all that its peers have heard from it.
    /// </summary>
    public void Write(Instant now)
    {
        if (_store.Log is { IsWritable: true } log)
        {
            var before = log.WrittenSequence;
            log.Write();
            if (log.WrittenSequence != before)
            {
                _compaction.Written(now);
                _mayNeedSync = true;
            }
        }
    }

    /// <summary>What the node is to be told now, if anything; and the next fsync is started where one is wanted.</summary>
    /// <param name="wanted">The last record somebody waits for, or 0.</param>
    /// <param name="now">The loop's time.</param>
    /// <param name="input">To be stepped.</param>
    public bool TryNext(long wanted, Instant now, out NodeInput input)
    {
        _wanted = Math.Max(_wanted, wanted);
        input = NodeInput.Durable(_wanted);
        if (_store.Log is not { } log)
        {
            return wanted > 0;
        }

        if (!log.IsWritable && !_isFailureTold)
        {
            _isFailureTold = true;
            _resumeAt = now.PlusMs(ResumeIntervalMs);
            _log.StoreFailed(log.FailureReason);
            input = NodeInput.StoreFailed(log.FailureReason);
            return true;
        }

        if (_wanted > _told && log.DurableSequence > _told)
        {
            _told = log.DurableSequence;
            input = NodeInput.Durable(_told);
            return true;
        }

        SyncIfDue(log);
        return false;
    }

    /// <summary>Replaces the disk's faults.</summary>
    public ControlDone SetRules(SetDiskRules command, Instant now)
    {
        if (_store.Gate is not { } gate)
        {
            return new ControlDone(false, now.Microseconds, "--durability is memory: there is no disk to fail");
        }

        var error = DiskRules.TryOf(command.Rules, out var rules);
        if (error.Length == 0)
        {
            gate.Rules = rules;
            _log.DiskRulesSet(rules.ToString());
        }

        return new ControlDone(error.Length == 0, now.Microseconds, error);
    }

    /// <summary>
    /// One at a time: what is written meanwhile waits for the next one, together. Under <c>buffered</c> the log asks for
    /// one now and then, when a segment is full or was compacted.
    /// </summary>
    private void SyncIfDue(LogStore log)
    {
        if (_mayNeedSync && !_syncer.IsBusy)
        {
            _mayNeedSync = false;
            if (log.BeginSync() is { } ticket)
            {
                _syncer.Run(ticket);
            }
        }
    }

    public IEnumerable<Counter> Counters() => StoreCounterList.Of(_store);

    /// <summary>
    /// The end, when the loop runs no more: waits for the fsync under way and leaves the marker of a clean stop. A disk
    /// that does not come back in time leaves none, and the next life opens new epochs.
    /// </summary>
    public void Close(TimeSpan patience)
    {
        if (_store.Log is not { } log)
        {
            return;
        }

        if (!_syncer.Stop(patience))
        {
            _log.StoreNotClosed("an fsync is still under way");
            return;
        }

        if (_syncer.TryTake() is { } done)
        {
            log.EndSync(done.Ticket, done.Error);
        }

        if (!log.IsWritable)
        {
            log.TryResume();
        }

        if (!log.Close())
        {
            _log.StoreNotClosed(log.FailureReason);
        }
    }
}
