using System.Threading.Tasks.Sources;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Connections;

/// <summary>
/// A request whose answer is awaited. It is used again and again by the session that owns it, so an attempt allocates
/// nothing. Whoever takes it out of the table it waits in, and nobody else, completes it.
/// </summary>
internal sealed class PendingRequest : IValueTaskSource<Answer>
{
    // The reader of a connection must not run what its callers do next: a slow one would hold up all the others.
    private ManualResetValueTaskSourceCore<Answer> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationToken _cancellation;
    private long _deadline;
    private int _timeoutMs;

    public Message? Request { get; private set; }

    /// <summary>The number it was sent under; 0 as long as it was not.</summary>
    public ulong Correlation { get; set; }

    public ValueTask<Answer> Begin(Message request, TimeProvider time, int timeoutMs, CancellationToken cancellation)
    {
        _core.Reset();
        Request = request;
        Correlation = 0;
        _timeoutMs = timeoutMs;
        _deadline = timeoutMs == Timeout.Infinite
            ? long.MaxValue
            : time.GetTimestamp() + (timeoutMs * time.TimestampFrequency / 1000);
        _cancellation = cancellation;
        return new ValueTask<Answer>(this, _core.Version);
    }

    public bool IsOver(long timestamp) => timestamp >= _deadline || _cancellation.IsCancellationRequested;

    public void Complete(in Answer answer) => _core.SetResult(answer);

    public void Fail(string error) => Complete(new Answer(AnswerKind.ConnectionFailed, null, Correlation != 0, error));

    /// <summary>Ends a request that <see cref="IsOver"/>.</summary>
    public void GiveUp(NodeEndpoint endpoint) => Complete(_cancellation.IsCancellationRequested
        ? new Answer(AnswerKind.Cancelled, null, Correlation != 0, "cancelled")
        : new Answer(
            AnswerKind.TimedOut, null, Correlation != 0, $"{endpoint} gave no answer within {_timeoutMs} ms"));

    Answer IValueTaskSource<Answer>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Answer>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Answer>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
