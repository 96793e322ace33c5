using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Replica.Background;

namespace DynamoLab.Replica;

/// <summary>What the lab asks of a node: how it is, what it holds, and its part in repair rounds.</summary>
internal sealed class LabRequests(NodeContext node, AntiEntropy antiEntropy, HintCourier hints, Reaper reaper)
{
    private readonly List<ReplyTo> _waitingForPause = [];

    /// <summary>To be called after every step and tick: any of them may bring repair to rest.</summary>
    public void Tick()
    {
        if (_waitingForPause.Count > 0 && antiEntropy.IsIdle && hints.IsIdle)
        {
            _waitingForPause.ForEach(Done);
            _waitingForPause.Clear();
        }
    }

    /// <summary>
    /// A pause is done when what was under way has ended too; it ends or times out by itself. A reap is given up at
    /// once: it can be held up by a member that is away. A node that is told again knows that all have paused.
    /// </summary>
    public void OnPause(ReplyTo replyTo, RepairPause request)
    {
        node.IsRepairAtRestEverywhere = request.IsPaused && node.IsRepairPaused;
        node.IsRepairPaused = request.IsPaused;
        if (request.IsPaused)
        {
            reaper.Abandon();
            _waitingForPause.Add(replyTo);
        }
        else
        {
            Done(replyTo);
        }
    }

    public void OnRound(ReplyTo replyTo, RepairRound request) => antiEntropy.StartRound(replyTo, request);

    public void OnStatus(ReplyTo replyTo)
    {
        IReadOnlyList<MemberView> members = [.. node.Members.ToList()
            .Select(m => new MemberView(m, node.IsAlive(m.Node)))];
        node.Outbox.Add(replyTo, new StatusResponse(
            node.Self,
            ProcessId: 0,
            node.Options.Incarnation,
            node.Members.RingVersion,
            NodeSettings.Describe(node.Options),
            node.Data.Store.KeyCount,
            node.Data.Hints.Count,
            node.IsRepairPaused,
            members,
            [.. node.Counters.ToList(), new Counter("operations_in_flight", node.Operations.Count)]));
    }

    public void OnRing(ReplyTo replyTo) => node.Outbox.Add(replyTo, new RingResponse(
        node.Ring.Version,
        node.Ring.Options.Placement,
        node.Ring.Options.ReplicationFactor,
        node.Ring.Options.TokensPerNode,
        [.. node.Members.ToList().Where(m => m.Status == MemberStatus.Joined)]));

    public void OnStates(ReplyTo replyTo, StatesRequest request) => node.Outbox.Add(
        replyTo, new StatesResponse([.. request.Keys.Select(k => new KeyState(k, node.Data.StateOf(k)))]));

    public void OnDigests(ReplyTo replyTo, DigestsRequest request)
    {
        var keys = new List<KeyHash>();
        foreach (var partition in node.Data.Forest.Partitions)
        {
            if (partition.Index >= request.FromPartition && keys.Count >= Limits.KeysPerMessageMax)
            {
                node.Outbox.Add(replyTo, new DigestsResponse(partition.Index, keys));
                return;
            }

            if (partition.Index >= request.FromPartition)
            {
                keys.AddRange(DigestsOf(partition));
            }
        }

        node.Outbox.Add(replyTo, new DigestsResponse(0, keys));
    }

    private IEnumerable<KeyHash> DigestsOf(PartitionId partition) =>
        node.Data.Store.ScanHashes(node.Ring.RangeOf(partition)).Select(o => new KeyHash(o.Key, o.Hash));

    private void Done(ReplyTo replyTo) =>
        node.Outbox.Add(replyTo, new ControlDone(true, node.Now.Microseconds, ""));
}
