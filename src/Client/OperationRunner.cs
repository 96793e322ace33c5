using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DynamoLab.Client.Choices;
using DynamoLab.Client.Connections;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>Carries out a session's operations: attempt after attempt, until one succeeds or none is left.</summary>
internal sealed class OperationRunner(
    DynamoClient client, int session, NodeChooser chooser, Preference preference, RingSource? ring, Backoff backoff)
{
    private readonly PendingRequest _pending = new();
    private readonly List<int> _tried = [];
    private int _isBusy;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Conversation> RunAsync(Key key, Message request, CancellationToken cancellation)
    {
        Enter();
        try
        {
            if (ring is not null)
            {
                await ring.ReadyAsync(cancellation);
            }

            preference.Aim(key);
            _tried.Clear();
            Attempt[] attempts = [];
            var mayBeApplied = false;
            var refusals = 0;
            while (true)
            {
                var (verdict, attempt, reply) = await AttemptAsync(request, cancellation);
                attempts = [.. attempts, attempt];
                mayBeApplied |= verdict.MayBeApplied;
                if (!verdict.IsRetryable || attempts.Length >= client.AttemptsMax || client.IsDisposed)
                {
                    return new Conversation(
                        verdict.IsSuccess, reply, attempt.Node, attempts, mayBeApplied, verdict.Error);
                }

                if (Backoff.IsDue(reply))
                {
                    await backoff.WaitAsync(++refusals, cancellation);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(Verdict Verdict, Attempt Attempt, Message? Reply)> AttemptAsync(
        Message request, CancellationToken cancellation)
    {
        var (node, isProbe) = chooser.Choose(CollectionsMarshal.AsSpan(_tried));
        _tried.Add(node.Index);
        var startedAt = client.Time.GetTimestamp();
        var startedAtUs = client.Clock.NowUs;
        var answer = await node.LinkOf(session).AskAsync(_pending, request, cancellation);
        node.Health.Learn(answer.Kind, startedAt, isProbe);
        ring?.Learn(node.Id, answer);
        if (answer.Kind == AnswerKind.Cancelled)
        {
            throw new OperationCanceledException(cancellation);
        }

        var verdict = Verdict.Of(request, answer);
        var attempt = new Attempt(node.Id, startedAtUs, client.Clock.NowUs, verdict.IsSuccess, verdict.Error);
        return (verdict, attempt, answer.Message);
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            throw new InvalidOperationException("A session carries out one operation at a time.");
        }
    }
}
