using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;

namespace DynamoLab.Repair;

/// <summary>
/// The side that opens an exchange (Dynamo §4.7) and drives it: roots, then the branches that differ, then their
/// leaves, then their keys; states are pushed, and merged ones pulled back, until both sides hold the same.
/// <code>
/// initiator                        responder
///   Open: roots           ─────→
///                         ←─────  Branches, where roots differ
///   Leaves                ─────→                                  few under way at once,
///                         ←─────  Keys, where leaves differ       more as keys are dealt with
///   Push: states, wishes  ─────→                                  few under way at once,
///                         ←─────  Pull: what came out otherwise   more as pulls arrive
/// </code>
/// It relies on links that keep order, and on no answer coming at all: its owner ends an exchange without progress.
/// Answers that make no sense end it as failed; answers to another exchange are passed over. Writes may go on
/// meanwhile; what they change is left to the next exchange.
/// </summary>
public sealed class ExchangeInitiator(ulong exchange, NodeId peer, IReadOnlyList<PartitionId> partitions)
{
    /// <summary><see cref="ExchangeLeaves"/> that may await their keys at once.</summary>
    internal const int LeavesInFlightMax = 2;

    /// <summary><see cref="ExchangePush"/> that may await their pull at once.</summary>
    internal const int PushesInFlightMax = 4;

    private readonly Queue<(PartitionId Partition, int Branch)> _branches = new();
    private readonly Queue<Key> _keys = new();
    private readonly Queue<ExchangePush> _pushes = new();
    private ExchangePhase _phase = ExchangePhase.New;
    private ulong _ringVersion;
    private PartitionId[] _shared = [];
    private int _leavesInFlight;
    private (int Partition, int Leaf) _lastLeaf = (-1, -1);

    public NodeId Peer => peer;

    /// <summary>True once nothing is left to ask or send, and every answer has come.</summary>
    public bool IsDone => _phase == ExchangePhase.Done;

    /// <summary>True after an answer that makes no sense, or when the rings of both sides differ.</summary>
    public bool HasFailed => _phase == ExchangePhase.Failed;

    /// <summary>States pushed, each time they were.</summary>
    public long StatesSent { get; private set; }

    /// <summary>States pulled.</summary>
    public long StatesReceived { get; private set; }

    /// <summary>The first message; partitions not owned here are left out.</summary>
    public ExchangeOpen Open(MerkleForest forest)
    {
        _phase = ExchangePhase.Opened;
        _ringVersion = forest.Ring.Version;
        _shared = [.. partitions.Where(forest.Owns).Distinct().Order()];
        return new ExchangeOpen(
            exchange, _ringVersion, [.. _shared.Select(p => new RootHash(p.Index, forest.TreeOf(p).Root))]);
    }

    public ExchangeStep OnBranches(ExchangeBranches answer, MerkleForest forest)
    {
        if (!IsExpected(answer.Exchange))
        {
            return ExchangeStep.Nothing;
        }

        if (_phase != ExchangePhase.Opened
            || answer.Outcome != ReplicaOutcome.Ok
            || forest.Ring.Version != _ringVersion
            || !AreAscendingAndShared(answer.Branches))
        {
            return Fail();
        }

        foreach (var (partition, hashes) in answer.Branches)
        {
            var held = ShortHash.Of(exchange, forest.TreeOf(new PartitionId(partition)).Branches());
            for (var branch = 0; branch < held.Length; branch++)
            {
                if (held[branch] != hashes[branch])
                {
                    _branches.Enqueue((new PartitionId(partition), branch));
                }
            }
        }

        _phase = ExchangePhase.Comparing;
        var send = new List<Message>();
        AskForKeys(forest, send);
        return Finish(send, []);
    }

    public ExchangeStep OnKeys(ExchangeKeys answer, MerkleForest forest, IReplicaStore store)
    {
        if (!IsExpected(answer.Exchange))
        {
            return ExchangeStep.Nothing;
        }

        if (_leavesInFlight == 0 || forest.Ring.Version != _ringVersion || !AreSound(answer.Leaves, forest))
        {
            return Fail();
        }

        foreach (var leaf in answer.Leaves)
        {
            Compare(leaf, forest, store);
        }

        _leavesInFlight -= ExchangePaging.IsFull(answer.Leaves) ? 0 : 1;
        return Advance(forest, store, []);
    }

    /// <summary>
    /// The states to merge come with the step; they may be merged before or after its messages leave.
    /// </summary>
    public ExchangeStep OnPull(ExchangePull answer, MerkleForest forest, IReplicaStore store)
    {
        if (!IsExpected(answer.Exchange))
        {
            return ExchangeStep.Nothing;
        }

        if (forest.Ring.Version != _ringVersion
            || !_pushes.TryDequeue(out var push)
            || Unanswered(push, answer.States) is not { } unanswered)
        {
            return Fail();
        }

        foreach (var key in unanswered)
        {
            _keys.Enqueue(key);
        }

        StatesReceived += answer.States.Count;
        return Advance(forest, store, answer.States);
    }

    /// <summary>
    /// The keys of a push that its answer did not get to, because it was full before; null when the answer
    /// holds others than the push, or holds them in another order.
    /// </summary>
    private static Key[]? Unanswered(ExchangePush push, IReadOnlyList<KeyState> states)
    {
        Key[] keys = [.. push.States.Select(s => s.Key), .. push.Wanted];
        var next = 0;
        foreach (var state in states)
        {
            var at = Array.IndexOf(keys, state.Key, next);
            if (at < 0)
            {
                return null;
            }

            next = at + 1;
        }

        return ExchangePaging.IsFull(states) ? keys[next..] : [];
    }

    private bool IsExpected(ulong answered) => answered == exchange && !IsDone && !HasFailed;

    private bool AreAscendingAndShared(IReadOnlyList<BranchHashes> branches)
    {
        var previous = -1;
        foreach (var (partition, hashes) in branches)
        {
            if (partition <= previous
                || hashes.Count != MerkleTree.BranchCount
                || Array.BinarySearch(_shared, new PartitionId(partition)) < 0)
            {
                return false;
            }

            previous = partition;
        }

        return true;
    }

    /// <summary>Leaves must ascend through the whole exchange, or a peer could keep it busy for ever.</summary>
    private bool AreSound(IReadOnlyList<LeafKeys> leaves, MerkleForest forest)
    {
        foreach (var (partition, leaf, keys) in leaves)
        {
            if ((partition, leaf).CompareTo(_lastLeaf) <= 0
                || (uint)leaf >= MerkleTree.LeafCount
                || Array.BinarySearch(_shared, new PartitionId(partition)) < 0)
            {
                return false;
            }

            _lastLeaf = (partition, leaf);
            var range = forest.Ring.RangeOf(new PartitionId(partition));
            if (keys.Any(k => !range.Contains(k.Key.Token) || MerkleForest.LeafOf(range, k.Key.Token) != leaf))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Queues the keys whose states differ, and those that only one side holds.</summary>
    private void Compare(LeafKeys leaf, MerkleForest forest, IReplicaStore store)
    {
        var theirs = new Dictionary<Key, ulong>(leaf.Keys.Count);
        foreach (var (key, hash) in leaf.Keys)
        {
            theirs[key] = hash;
        }

        foreach (var (key, hash) in forest.KeysOf(new PartitionId(leaf.Partition), leaf.Leaf, store))
        {
            if (!theirs.Remove(key, out var their) || their != hash)
            {
                _keys.Enqueue(key);
            }
        }

        foreach (var (key, _) in leaf.Keys)
        {
            if (theirs.Remove(key))
            {
                _keys.Enqueue(key);
            }
        }
    }

    private ExchangeStep Advance(MerkleForest forest, IReplicaStore store, IReadOnlyList<KeyState> merge)
    {
        var send = new List<Message>();
        while (_pushes.Count < PushesInFlightMax && _keys.Count > 0)
        {
            var push = NextPush(store);
            _pushes.Enqueue(push);
            send.Add(push);
            StatesSent += push.States.Count;
        }

        AskForKeys(forest, send);
        return Finish(send, merge);
    }

    /// <summary>What is held when the message leaves is pushed; what is not, is wanted.</summary>
    private ExchangePush NextPush(IReplicaStore store)
    {
        var states = new List<KeyState>();
        var wanted = new List<Key>();
        long bytes = 0;
        while (_keys.Count > 0 && !ExchangePaging.IsFull(states.Count + wanted.Count, bytes))
        {
            var key = _keys.Dequeue();
            if (store.TryRead(key) is { } held)
            {
                states.Add(new KeyState(key, held.State));
                bytes += ExchangePaging.BytesOf(states[^1]);
            }
            else
            {
                wanted.Add(key);
            }
        }

        return new ExchangePush(exchange, states, wanted);
    }

    /// <summary>Asks no further while there are keys enough to fill a message, so that few keys wait here.</summary>
    private void AskForKeys(MerkleForest forest, List<Message> send)
    {
        while (_leavesInFlight < LeavesInFlightMax && _branches.Count > 0 && _keys.Count < Limits.KeysPerMessageMax)
        {
            var leaves = new List<LeafHashes>();
            while (_branches.Count > 0 && leaves.Count < ExchangePaging.BranchesPerMessageMax)
            {
                var (partition, branch) = _branches.Dequeue();
                var held = forest.TreeOf(partition).LeavesOf(branch);
                leaves.Add(new LeafHashes(partition.Index, branch, ShortHash.Of(exchange, held)));
            }

            send.Add(new ExchangeLeaves(exchange, leaves));
            _leavesInFlight++;
        }
    }

    private ExchangeStep Finish(IReadOnlyList<Message> send, IReadOnlyList<KeyState> merge)
    {
        if (_branches.Count + _leavesInFlight + _keys.Count + _pushes.Count == 0)
        {
            _phase = ExchangePhase.Done;
        }

        return new ExchangeStep(send, merge);
    }

    private ExchangeStep Fail()
    {
        _phase = ExchangePhase.Failed;
        _branches.Clear();
        _keys.Clear();
        _pushes.Clear();
        _leavesInFlight = 0;
        return ExchangeStep.Nothing;
    }
}
