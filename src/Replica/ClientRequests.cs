using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Replica.Operations;

namespace DynamoLab.Replica;

/// <summary>Takes clients' reads and writes on, or refuses them with a reason.</summary>
internal sealed class ClientRequests(NodeContext node)
{
    public void OnGet(ReplyTo replyTo, GetRequest request)
    {
        var needed = request.ReadQuorum == 0 ? node.Options.ReadQuorum : request.ReadQuorum;
        if (Refusal(needed, "R") is { } refusal)
        {
            node.Outbox.Add(replyTo, new GetResponse(
                refusal.Outcome, node.Self, ObjectState.Empty, new QuorumCount(needed, 0, 0), refusal.Reason));
            return;
        }

        node.Counters.Add(NodeCounter.ReadsCoordinated);
        new ReadOperation(node, replyTo, request, needed).Start();
    }

    /// <summary>A primary coordinates the write itself; any other node passes it on.</summary>
    public void OnWrite(ReplyTo replyTo, WriteRequest request)
    {
        var origin = new WriteOrigin(replyTo, default, 0);
        if (Refusal(NeededBy(request), "W") is { } refusal)
        {
            Refuse(origin, request, refusal);
        }
        else if (node.Ring.PreferenceListOf(request.Key.Token).IsPrimary(node.Self))
        {
            Coordinate(origin, request);
        }
        else
        {
            new ForwardOperation(node, replyTo, request, NeededBy(request), Coordinate).Start();
        }
    }

    public void OnForward(NodeId from, ForwardRequest forward)
    {
        var isPrimary = node.Ring.PreferenceListOf(forward.Request.Key.Token).IsPrimary(node.Self);
        if (forward.RingVersion != node.Ring.Version || (!isPrimary && !forward.AsFallback))
        {
            node.Send(from, new ForwardReply(
                forward.Operation, ReplicaOutcome.RingMismatch, Refused(forward.Request, Outcome.NotReady, "")));
            return;
        }

        var origin = new WriteOrigin(default, from, forward.Operation);
        if (Refusal(NeededBy(forward.Request), "W") is { } refusal)
        {
            Refuse(origin, forward.Request, refusal);
        }
        else
        {
            Coordinate(origin, forward.Request);
        }
    }

    private void Coordinate(WriteOrigin origin, WriteRequest request)
    {
        if (!node.IsWritable)
        {
            node.Counters.Add(NodeCounter.StoreRefusals);
            Refuse(origin, request, (Outcome.StoreFailed, node.WhyNotWritable));
            return;
        }

        var context = request.CoversHeld ? null : request.Context;
        var reason = node.Data.WhyRefused(request.Key, context, request.Value, node.Now);
        if (reason.Length > 0)
        {
            Refuse(origin, request, (Outcome.Invalid, reason));
        }
        else
        {
            new WriteOperation(node, origin, request, NeededBy(request)).Start();
        }
    }

    private int NeededBy(WriteRequest request) =>
        request.WriteQuorum == 0 ? node.Options.WriteQuorum : request.WriteQuorum;

    private (Outcome Outcome, string Reason)? Refusal(int needed, string name)
    {
        if (!node.IsReady)
        {
            return (Outcome.NotReady, "the node has not joined its cluster yet");
        }

        var replicationFactor = node.Options.Ring.ReplicationFactor;
        if (needed < 1 || needed > replicationFactor)
        {
            return (Outcome.Invalid, $"{name} = {needed} is outside 1..{replicationFactor} (N)");
        }

        if (node.Operations.Count >= node.Options.OperationsMax)
        {
            node.Counters.Add(NodeCounter.Overloads);
            return (Outcome.Overloaded, $"{node.Options.OperationsMax} operations are in flight already");
        }

        return null;
    }

    private void Refuse(WriteOrigin origin, WriteRequest request, (Outcome Outcome, string Reason) refusal) =>
        node.ReplyTo(origin, Refused(request, refusal.Outcome, refusal.Reason));

    private WriteResponse Refused(WriteRequest request, Outcome outcome, string reason) => new(
        outcome,
        node.Self,
        default,
        CausalContext.Empty,
        new QuorumCount(NeededBy(request), 0, 0),
        [],
        false,
        reason);
}
