using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair;

/// <summary>
/// The answering side of an exchange (Dynamo §4.7). It keeps nothing between two messages, so an initiator that
/// vanishes leaves nothing behind. Whatever makes no sense, such as a partition that is not shared, is passed over.
/// </summary>
public static class ExchangeResponder
{
    /// <summary>The branches of the partitions whose roots differ; none at all when the rings do.</summary>
    public static ExchangeBranches Branches(ExchangeOpen open, MerkleForest forest)
    {
        if (open.RingVersion != forest.Ring.Version)
        {
            return new ExchangeBranches(open.Exchange, ReplicaOutcome.RingMismatch, []);
        }

        var branches = new List<BranchHashes>();
        var previous = -1;
        foreach (var (partition, root) in open.Roots)
        {
            // Roots come ascending; one that does not would let a short request ask for a huge answer.
            if (partition > previous
                && forest.Owns(new PartitionId(partition))
                && forest.TreeOf(new PartitionId(partition)) is var tree
                && tree.Root != root)
            {
                branches.Add(new BranchHashes(partition, ShortHash.Of(open.Exchange, tree.Branches())));
            }

            previous = Math.Max(previous, partition);
        }

        return new ExchangeBranches(open.Exchange, ReplicaOutcome.Ok, branches);
    }

    /// <summary>
    /// The keys of all leaves that differ, leaves without any key included. All messages but the last are full
    /// (<see cref="Core.Limits.KeysPerMessageMax"/> keys and leaves, or a leaf more), the last one never is.
    /// </summary>
    public static IReadOnlyList<ExchangeKeys> Keys(ExchangeLeaves request, MerkleForest forest, IReplicaStore store)
    {
        var messages = new List<ExchangeKeys>();
        var leaves = new List<LeafKeys>();
        var weight = 0;
        foreach (var (partition, leaf) in DifferingLeaves(request, forest))
        {
            leaves.Add(new LeafKeys(partition.Index, leaf, [.. forest.KeysOf(partition, leaf, store)]));
            weight += ExchangePaging.Weight(leaves[^1]);
            if (ExchangePaging.IsFull(weight))
            {
                messages.Add(new ExchangeKeys(request.Exchange, leaves));
                (leaves, weight) = ([], 0);
            }
        }

        messages.Add(new ExchangeKeys(request.Exchange, leaves));
        return messages;
    }

    /// <summary>
    /// Merges what was pushed, in order, and answers with every merged state that differs from the pushed one, then
    /// with the wanted states that are held. A full answer stops there: what follows it in the push is not even merged,
    /// and the initiator sends it again.
    /// </summary>
    /// <param name="push">The initiator's states and wishes.</param>
    /// <param name="merge">Merges one state into the store and returns the result.</param>
    /// <param name="store">Where wanted states are read.</param>
    public static ExchangePull Pull(ExchangePush push, Func<KeyState, ObjectState> merge, IReplicaStore store)
    {
        var states = new List<KeyState>();
        long bytes = 0;
        foreach (var answer in Answers(push, merge, store))
        {
            states.Add(answer);
            bytes += ExchangePaging.BytesOf(answer);
            if (ExchangePaging.IsFull(states.Count, bytes))
            {
                break;
            }
        }

        return new ExchangePull(push.Exchange, states);
    }

    private static IEnumerable<(PartitionId Partition, int Leaf)> DifferingLeaves(
        ExchangeLeaves request, MerkleForest forest)
    {
        var previous = (Partition: -1, Branch: -1);
        foreach (var (partition, branch, hashes) in request.Leaves)
        {
            if ((partition, branch).CompareTo(previous) <= 0
                || !forest.Owns(new PartitionId(partition))
                || (uint)branch >= MerkleTree.BranchCount
                || hashes.Count != MerkleTree.LeavesPerBranch)
            {
                continue;
            }

            previous = (partition, branch);
            var held = ShortHash.Of(
                request.Exchange, forest.TreeOf(new PartitionId(partition)).LeavesOf(branch));
            for (var i = 0; i < held.Length; i++)
            {
                if (held[i] != hashes[i])
                {
                    yield return (new PartitionId(partition), (branch * MerkleTree.LeavesPerBranch) + i);
                }
            }
        }
    }

    /// <summary>Lazily, so that nothing behind a full answer is merged.</summary>
    private static IEnumerable<KeyState> Answers(
        ExchangePush push, Func<KeyState, ObjectState> merge, IReplicaStore store)
    {
        foreach (var pushed in push.States)
        {
            var merged = merge(pushed);
            if (merged.Hash != pushed.State.Hash)
            {
                yield return pushed with { State = merged };
            }
        }

        foreach (var key in push.Wanted)
        {
            if (store.TryRead(key) is { } held)
            {
                yield return new KeyState(key, held.State);
            }
        }
    }
}
