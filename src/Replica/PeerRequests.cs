using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Replica.Background;
using DynamoLab.Replica.Operations;

namespace DynamoLab.Replica;

/// <summary>
/// What a replica does for coordinators, and how their answers find the operations that wait for them.
/// </summary>
internal sealed class PeerRequests(NodeContext node, Gossip gossip, HintCourier hints)
{
    public void OnRead(NodeId from, ReadRequest request)
    {
        if (request.RingVersion != node.Ring.Version)
        {
            node.Send(from, new ReadReply(request.Operation, ReplicaOutcome.RingMismatch, ObjectState.Empty));
            gossip.Refresh(from);
            return;
        }

        node.Counters.Add(NodeCounter.ReplicaReads);
        node.Send(from, new ReadReply(request.Operation, ReplicaOutcome.Ok, node.Data.StateOf(request.Key)));
    }

    public void OnReplicate(NodeId from, ReplicateRequest request)
    {
        if (request.RingVersion != node.Ring.Version || !MayHold(request))
        {
            node.Send(from, new ReplicateReply(request.Operation, ReplicaOutcome.RingMismatch));
            gossip.Refresh(from);
            return;
        }

        if (!node.IsWritable)
        {
            node.Counters.Add(NodeCounter.StoreRefusals);
            node.Send(from, new ReplicateReply(request.Operation, ReplicaOutcome.StoreFailed));
            return;
        }

        node.Counters.Add(NodeCounter.ReplicaWrites);
        if (!node.Data.Owns(request.Key))
        {
            node.Touched(request.Key);
        }

        var by = HealingCredit.Of(request.Cause);
        var sequence = node.Data.Merge(request.Key, request.State, by);
        if (!request.HintFor.IsNone)
        {
            sequence = node.Data.AddHint(request.HintFor, request.Key);
        }

        var operation = request.Operation;
        node.WhenDurable(sequence, isDurable => node.Send(
            from, new ReplicateReply(operation, isDurable ? ReplicaOutcome.Ok : ReplicaOutcome.StoreFailed)));
    }

    public void OnReadReply(NodeId from, ReadReply reply)
    {
        if (node.Operations.Find<ReadOperation>(reply.Operation) is not { } read)
        {
            return;
        }

        if (reply.Outcome == ReplicaOutcome.Ok)
        {
            read.OnAnswer(from, reply.State);
        }
        else
        {
            read.OnFailure(from);
        }
    }

    public void OnReplicateReply(NodeId from, ReplicateReply reply)
    {
        var isDone = reply.Outcome == ReplicaOutcome.Ok;
        switch (node.Operations.Find<Operation>(reply.Operation))
        {
            case WriteOperation write when isDone:
                write.OnAnswer(from);
                break;
            case HintOperation hint when isDone && hint.Hint.Owner == from:
                hints.OnAcknowledged(hint);
                break;
            case { } operation when !isDone:
                operation.OnFailure(from);
                break;
        }
    }

    public void OnForwardReply(NodeId from, ForwardReply reply)
    {
        node.Operations.Find<ForwardOperation>(reply.Operation)?.OnReply(from, reply);
        if (reply.Outcome == ReplicaOutcome.RingMismatch)
        {
            gossip.Refresh(from);
        }
    }

    /// <summary>
    /// A primary holds its keys; anybody else a hint for a primary, or the key could never leave again.
    /// </summary>
    private bool MayHold(ReplicateRequest request)
    {
        var preference = node.Ring.PreferenceListOf(request.Key.Token);
        return preference.IsPrimary(node.Self)
            ? request.HintFor.IsNone
            : preference.IsPrimary(request.HintFor);
    }
}
