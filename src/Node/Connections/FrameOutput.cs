using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The sending half of a connection. Frames are encoded as they come and sent by <see cref="Flush"/> in one piece; what
/// comes while a send is under way waits for the next. Never blocks: a reader that does not keep up fills the buffer,
/// and then frames are refused.
/// </summary>
/// <param name="counters">Where sent and dropped frames are counted.</param>
/// <param name="onFailure">Told once per connection that sending failed.</param>
/// <param name="onSent">Told whenever a send has ended.</param>
internal sealed class FrameOutput(HostCounters counters, Action onFailure, Action? onSent = null)
{
    /// <summary>Bytes that wait for one connection; room for the longest frame and as much again.</summary>
    public const int PendingBytesMax = 2 * Core.Limits.FrameBytesMax;

    private readonly Lock _lock = new();
    private readonly InFlight _sends = new();
    private PooledBuffer _pending = new();

    // The frames of the send under way; empty when there is none.
    private PooledBuffer _taken = new();
    private int _pendingFrames;
    private Func<ReadOnlyMemory<byte>, ValueTask>? _send;
    private bool _isSending;
    private long _ended;

    /// <summary>The latest send; it never fails, and <see cref="FinishAsync"/> waits for all of them.</summary>
    public Task Sending { get; private set; } = Task.CompletedTask;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _send is not null;
            }
        }
    }

    /// <summary>Bytes that wait for a send; those of the send under way are not among them.</summary>
    public int PendingBytes
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Bytes that wait, and those of the send under way.</summary>
    public int UnsentBytes
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count + _taken.Count;
            }
        }
    }

    /// <summary>Sends that have ended.</summary>
    public long Sends => Interlocked.Read(ref _ended);

    public bool IsSending
    {
        get
        {
            lock (_lock)
            {
                return _isSending;
            }
        }
    }

    public bool HasPending
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count > 0;
            }
        }
    }

    /// <summary>From now on <see cref="Flush"/> sends.</summary>
    public void Open(Func<ReadOnlyMemory<byte>, ValueTask> send)
    {
        lock (_lock)
        {
            _send = send;
        }
    }

    /// <summary>Drops and counts what was not sent, and what comes until the next <see cref="Open"/> is kept.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _send = null;
            counters.Dropped(_pendingFrames);
            _pendingFrames = 0;
            _pending.Release();
        }
    }

    /// <summary>Encodes a frame behind those that wait.</summary>
    public AppendResult Append(ulong correlation, Message message)
    {
        lock (_lock)
        {
            if (_pending.Count > PendingBytesMax)
            {
                counters.Dropped(1);
                return AppendResult.Full;
            }

            try
            {
                FrameCodec.Write(_pending, correlation, message);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // Siblings can outgrow a frame. Nothing was written, and the node's loop must not end over it.
                counters.Dropped(1);
                return AppendResult.TooLarge;
            }

            _pendingFrames++;
            return AppendResult.Appended;
        }
    }

    /// <summary>Adds what was encoded already behind what waits.</summary>
    public AppendResult Append(ReadOnlySpan<byte> encoded)
    {
        lock (_lock)
        {
            if (_pending.Count > PendingBytesMax)
            {
                counters.Dropped(1);
                return AppendResult.Full;
            }

            _pending.Write(encoded);
            _pendingFrames++;
            return AppendResult.Appended;
        }
    }

    public void Flush()
    {
        Batch batch;
        lock (_lock)
        {
            if (_isSending || !TryTake(out batch))
            {
                return;
            }

            _isSending = true;
        }

        _sends.Begin();
        Sending = SendAsync(batch);
    }

    /// <summary>Completes when all that was flushed is sent or lost; the caller flushes no more.</summary>
    public Task FinishAsync() => _sends.WhenIdleAsync();

    private async Task SendAsync(Batch batch)
    {
        do
        {
            try
            {
                await batch.Send(batch.Buffer.Written);
                counters.Sent(batch.Buffer.Count, batch.Frames);
            }
            catch (Exception)
            {
                // Whatever broke, the connection is of no more use; its owner closes it and says so.
                counters.Dropped(batch.Frames);
                Close();
                onFailure();
            }
        }
        while (TryTakeNext(ref batch));
        _sends.End();
    }

    private bool TryTakeNext(ref Batch batch)
    {
        Interlocked.Increment(ref _ended);
        bool hasMore;
        lock (_lock)
        {
            batch.Buffer.Release();
            hasMore = _isSending = TryTake(out batch);
        }

        onSent?.Invoke();
        return hasMore;
    }

    private bool TryTake(out Batch batch)
    {
        if (_send is null || _pending.Count == 0)
        {
            batch = default;
            return false;
        }

        batch = new Batch(_pending, _pendingFrames, _send);
        (_pending, _taken) = (_taken, _pending);
        _pendingFrames = 0;
        return true;
    }

    private readonly record struct Batch(
        PooledBuffer Buffer, int Frames, Func<ReadOnlyMemory<byte>, ValueTask> Send);
}
