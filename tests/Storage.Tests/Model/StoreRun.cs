using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage.Tests.Model;

/// <summary>
/// A store and the model of it, driven by numbers: each is one step, what it does and to what. The store is checked
/// against the model after every restart and whenever asked.
/// </summary>
internal sealed class StoreRun
{
    private const int KeyCount = 12;

    private readonly StoreModel _model = new();
    private readonly LogStoreOptions _options;
    private LogStore _store;
    private SyncTicket? _ticket;
    private DiskException? _ticketError;
    private bool _isSyncTrusted = true;
    private bool _isSettled = true;
    private int _writes;

    public StoreRun(Durability durability)
    {
        _options = new LogStoreOptions { Durability = durability, SegmentBytes = 900 };
        _store = LogStore.Open(Disk, _options);
    }

    public MemoryDisk Disk { get; } = new();

    /// <summary>How often the store lost power, for tests to make sure that they test something.</summary>
    public int PowerFailures { get; private set; }

    /// <summary>Segments that compaction freed, likewise.</summary>
    public long SegmentsCompacted { get; private set; }

    public void Step(int step)
    {
        var number = (int)((uint)step / 32);
        switch ((uint)step % 32)
        {
            case < 9:
                Put(number % KeyCount);
                break;
            case < 12:
                Remove(number % KeyCount);
                break;
            case 12:
                Hold(new HintId(new NodeId($"n{number % 2}"), Samples.Key(number % KeyCount)));
                break;
            case 13:
                Drop(new HintId(new NodeId($"n{number % 2}"), Samples.Key(number % KeyCount)));
                break;
            case < 18:
                _store.Write();
                break;
            case < 22:
                BeginSync();
                break;
            case < 25:
                EndSync();
                break;
            case < 29:
                _store.Compact(1 + (number % 500));
                break;
            default:
                Trouble(number);
                break;
        }

        CheckKey(Samples.Key(number % KeyCount));
    }

    /// <summary>Everything heals, and what the store holds is what the model does.</summary>
    public void Check()
    {
        Heal();
        Assert.Equal(_model.Now, StoreView.Of(_store));
        StoreView.AssertConsistent(_store);
        Assert.True(_store.HoldsAll || PowerFailures > 0);
        while (_store.Compact(10_000))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(_model.Now, StoreView.Of(_store));
    }

    public void Close()
    {
        Heal();
        EndSync();
        var isClean = _store.Close();
        Reopen();
        Assert.Equal("", _model.Kill(long.MaxValue, StoreView.Of(_store)));
        Assert.False(isClean && !_store.Recovery.HasProof && _store.Recovery.RecordsQuarantined == 0);
        OnOpenOrResumed();
    }

    /// <summary>
    /// The process dies, be it between a failed sync and hearing of it, and the next one finds the disk healed or as it
    /// was.
    /// </summary>
    public void Kill(bool heals)
    {
        if (heals)
        {
            Heal(resumes: false);
        }

        var written = _store.WrittenSequence;
        Reopen();
        Assert.Equal("", _model.Kill(written, StoreView.Of(_store)));
        OnOpenOrResumed();
    }

    public void LosePower(int seed)
    {
        PowerFailures++;
        Heal(resumes: false);
        Disk.Crash(new DeterministicRandom((ulong)seed));
        Reopen();
        var held = StoreView.Of(_store);
        Assert.Equal("", _model.WhatIsWrong(held));
        Assert.False(_store.Recovery.HasProof);
        StoreView.AssertConsistent(_store);
        _model.Adopt(held);
        OnOpenOrResumed();
    }

    private void Trouble(int number)
    {
        switch (number % 9)
        {
            case 0:
                Disk.FailAppend = number % 2 == 0 ? DiskFailure.Full : DiskFailure.Error;
                Disk.ShortWriteBytes = number % 300;
                break;
            case 1:
                Disk.FailSync = true;
                break;
            case 2:
                Disk.CapacityBytes = Disk.UsedBytes + (number % 400);
                break;
            case 3:
                Resume();
                break;
            case 4:
                Heal();
                break;
            case 5:
                Kill(heals: number % 2 == 0);
                break;
            case 6 or 7:
                LosePower(number);
                break;
            default:
                Close();
                break;
        }
    }

    private void Put(int key)
    {
        if (_store.IsWritable)
        {
            var record = Samples.Put(key, ++_writes);
            _model.Apply(_store.Apply(record), StoreView.Name(record.Key), StoreView.Value(record.Object));
        }
    }

    private void Remove(int key)
    {
        if (_store.IsWritable)
        {
            _model.Remove(_store.Apply(Samples.Removal(key)), StoreView.Name(Samples.Key(key)));
        }
    }

    private void Hold(HintId hint)
    {
        if (_store.IsWritable)
        {
            _model.Apply(_store.Apply(new HintRecord(hint)), StoreView.Name(hint), "held");
        }
    }

    private void Drop(HintId hint)
    {
        if (_store.IsWritable)
        {
            _model.Remove(_store.Apply(new HintRemovalRecord(hint)), StoreView.Name(hint));
        }
    }

    private void BeginSync()
    {
        if (_store.BeginSync() is not { } ticket)
        {
            return;
        }

        (_ticket, _ticketError) = (ticket, null);
        try
        {
            ticket.Run();
        }
        catch (DiskException error)
        {
            _ticketError = error;
        }
    }

    private void EndSync()
    {
        if (_ticket is null)
        {
            return;
        }

        _store.EndSync(_ticket, _ticketError);

        // Below `sync`, nobody promised anything of what a failed sync should have saved.
        _isSyncTrusted &= _ticketError is null || _options.Durability == Durability.Sync;
        if (_ticketError is null && _isSyncTrusted)
        {
            _model.Sync(_ticket.Sequence);
        }

        (_ticket, _ticketError) = (null, null);
    }

    private void Heal(bool resumes = true)
    {
        (Disk.FailAppend, Disk.FailSync, Disk.CapacityBytes) = (null, false, long.MaxValue);
        if (resumes)
        {
            EndSync();
            Resume();
            Assert.True(_store.IsWritable);
        }
    }

    private void Reopen()
    {
        (_ticket, _ticketError) = (null, null);
        SegmentsCompacted += _store.Counters.SegmentsCompacted;
        _store = LogStore.Open(Disk, _options);
        SegmentsCompacted -= _store.Counters.SegmentsCompacted;
        _isSettled = false;
    }

    private void Resume()
    {
        _store.TryResume();
        OnOpenOrResumed();
    }

    /// <summary>A store that takes writes has synced all that it found when it was opened.</summary>
    private void OnOpenOrResumed()
    {
        if (_store.IsWritable && !_isSettled)
        {
            _isSettled = true;
            _isSyncTrusted = true;
            _model.Settle();
        }
    }

    private void CheckKey(Key key)
    {
        var held = _store.TryRead(key);
        Assert.Equal(_model.ValueOf(StoreView.Name(key)), held is null ? "" : StoreView.Value(held));
    }
}
