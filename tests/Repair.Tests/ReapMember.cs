using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair.Tests;

/// <summary>
/// A member that holds one key and does all that could keep an older version alive: it reads and repairs, keeps hints
/// and delivers them. Its state is a number: 0 nothing, 1 the old value, 2 the tombstone that covers it.
/// </summary>
internal sealed class ReapMember(HashRing ring, NodeId self, Key key, ReapRules rules, Action<NodeId, object> send)
{
    public const int Old = 1;
    public const int Tombstone = 2;

    private readonly ReapCoordinator _coordinator = new();
    private readonly ReapParticipant _participant = new(ring, self);
    private int _reads;
    private int _readInFlight;
    private ulong _reaps;

    public int State { get; set; }

    /// <summary>The primary this member holds the key for, if any.</summary>
    public NodeId? HintOwner { get; set; }

    public bool IsPrimary { get; } = ring.PreferenceListOf(key.Token).IsPrimary(self);

    public int Commits { get; private set; }

    public bool IsReading => _readInFlight != 0;

    public bool IsReaping => _coordinator.IsActive;

    private NodeId[] Others => [.. ring.Members.ToArray().Where(n => n != self)];

    /// <summary>A read with R=1: what the first answer says is sent to all primaries as a repair.</summary>
    public void StartRead()
    {
        Touch();
        _readInFlight = ++_reads;
        Array.ForEach(Others, n => send(n, new ReadAsk(_reads)));
    }

    public void DeliverHint() => send(HintOwner!.Value, new Handoff(State));

    public void StartReap()
    {
        var prepare = _coordinator.Start(++_reaps, ring, [new KeyHash(key, Tombstone)]);
        Array.ForEach([.. Others, self], n => send(n, prepare));
    }

    public void Receive(NodeId from, object message)
    {
        switch (message)
        {
            case Repair repair:
                State = IsPrimary ? Math.Max(State, repair.State) : State;
                break;
            case Handoff handoff:
                State = Math.Max(State, handoff.State);
                send(from, new HandoffDone(handoff.State));
                break;
            case HandoffDone done when HintOwner is not null && done.State == State:
                HintOwner = null;
                State = IsPrimary ? State : 0;
                break;
            case ReadAsk ask:
                send(from, new ReadAnswer(ask.Read, State));
                break;
            case ReadAnswer answer when answer.Read == _readInFlight:
                _readInFlight = 0;
                RepairAll(answer.State);
                break;
            case Message reap:
                Reap(from, reap);
                break;
        }
    }

    private void Reap(NodeId from, Message message)
    {
        switch (message)
        {
            case ReapPrepare prepare:
                Prepare(from, prepare);
                break;
            case ReapBarrier barrier:
                _participant.OnBarrier(from, barrier);
                TryVote(barrier.Coordinator);
                break;
            case ReapVote vote:
                _coordinator.OnVote(from, vote);
                if (_coordinator.TryCommit() is { } commit)
                {
                    Commits++;
                    Array.ForEach(ring.PreferenceListOf(key.Token).Primaries.ToArray(), n => send(n, commit));
                }

                break;
            case ReapCommit when State == Tombstone:
                State = 0;
                break;
        }
    }

    private void Prepare(NodeId coordinator, ReapPrepare prepare)
    {
        var barrier = _participant.OnPrepare(
            coordinator, prepare, k => rules == ReapRules.CleanAtTheVoteOnly || Agrees(k));
        foreach (var other in Others)
        {
            if (rules == ReapRules.WithoutBarriers)
            {
                _participant.OnBarrier(other, barrier!);
            }
            else
            {
                send(other, barrier!);
            }
        }

        TryVote(coordinator);
    }

    private void TryVote(NodeId coordinator)
    {
        if (_participant.TryVote(coordinator, Agrees) is { } vote)
        {
            send(coordinator, vote);
        }
    }

    private bool Agrees(KeyHash proposed) =>
        ReapVoteRule.Agrees(IsPrimary, (ulong)State, proposed.Hash, HintOwner is not null, IsReading);

    private void Touch()
    {
        if (rules != ReapRules.CleanAtTheVoteOnly)
        {
            _participant.OnTouched(key);
        }
    }

    private void RepairAll(int state)
    {
        if (state != 0)
        {
            Array.ForEach(ring.PreferenceListOf(key.Token).Primaries.ToArray(), n => send(n, new Repair(state)));
        }
    }

    internal sealed record Repair(int State);

    internal sealed record Handoff(int State);

    internal sealed record HandoffDone(int State);

    internal sealed record ReadAsk(int Read);

    internal sealed record ReadAnswer(int Read, int State);
}
