using DynamoLab.Client.Connections;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Choices;

/// <summary>
/// The ring, for token-aware routing: asked for before the first operation, and again, beside the operations, when
/// something says that it may have changed: an attempt that failed, or a node that passed its own key on to another
/// coordinator. At most one question at a time, and one per <see cref="AskAgainMs"/>.
/// </summary>
internal sealed class RingSource(
    ClientNode[] nodes, ClientOptions options, TimeProvider time, DeterministicRandom random)
{
    public const int AskAgainMs = 1000;

    private readonly NodeChooser _chooser = new(nodes, new AnyNode(), random);
    private readonly PendingRequest _pending = new();
    private readonly Lock _gate = new();
    private volatile RingView? _view;

    // Guarded by the gate.
    private Task _asking = Task.CompletedTask;
    private long _askAgainAt = long.MinValue;

    /// <summary>The key's primaries as indexes of nodes; empty as long as no ring is known.</summary>
    public int[] PrimariesOf(Token token) => _view?.PrimariesOf(token) ?? [];

    /// <summary>Waits for the first ring; gives up, until the next question is due, when no node tells one.</summary>
    public ValueTask ReadyAsync(CancellationToken cancellation) =>
        _view is not null ? default : new ValueTask(AskIfDue().WaitAsync(cancellation));

    /// <summary>Takes in how an attempt ended.</summary>
    public void Learn(NodeId node, in Answer answer)
    {
        var isSuspect = answer.Kind is AnswerKind.ConnectionFailed or AnswerKind.TimedOut
            || (answer.Message is WriteResponse { Coordinator: var by } && !by.IsNone && by != node);
        if (isSuspect)
        {
            _ = AskIfDue();
        }
    }

    /// <summary>Ends when the question under way, if any, has ended.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _askAgainAt = long.MaxValue;
            return _asking;
        }
    }

    /// <summary>The question under way or, if there is none, the last one: kept here and awaited at the end.</summary>
    private Task AskIfDue()
    {
        lock (_gate)
        {
            if (_asking.IsCompleted && time.GetTimestamp() >= _askAgainAt)
            {
                _askAgainAt = time.GetTimestamp() + (AskAgainMs * time.TimestampFrequency / 1000);
                _asking = Task.Run(AskNodesAsync);
            }

            return _asking;
        }
    }

    private async Task AskNodesAsync()
    {
        var tried = new List<int>();
        var attemptsMax = options.Failover ? options.AttemptsMax : 1;
        while (tried.Count < attemptsMax)
        {
            var (node, isProbe) = _chooser.Choose([.. tried]);
            tried.Add(node.Index);
            var startedAt = time.GetTimestamp();
            var answer = await node.LinkOf(0).AskAsync(_pending, new RingRequest(), CancellationToken.None);
            node.Health.Learn(answer.Kind, startedAt, isProbe);
            if (answer.Kind == AnswerKind.NotTaken)
            {
                return;
            }

            if (answer.Message is RingResponse ring && RingView.TryOf(ring, options.Nodes) is { } view)
            {
                _view = _view?.Version == view.Version ? _view : view;
                return;
            }
        }
    }
}
