using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;
using DynamoLab.Replica.Operations;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Brings hints home (Dynamo §4.6): to every owner believed alive, a bounded number at once. A hint goes only when its
/// owner has acknowledged, durably, the very state that is still held.
/// </summary>
internal sealed class HintCourier(NodeContext node)
{
    private const int InFlightMax = 64;
    private const int IntervalMs = 200;

    private readonly Periodic _round = new(IntervalMs, node.Random.Fork(4));

    public Instant NextDue => node.Data.Hints.Count == 0 || node.IsRepairPaused ? Instant.Never : _round.Due;

    public bool IsIdle => node.Data.Hints.Owners.All(o => node.Data.Hints.InFlight(o) == 0);

    public void Tick()
    {
        if (node.Data.Hints.Count == 0 || !_round.TryRun(node.Now))
        {
            return;
        }

        foreach (var owner in node.Data.Hints.Owners)
        {
            Deliver(owner);
        }
    }

    public void OnAcknowledged(HintOperation operation)
    {
        node.Operations.Remove(operation);
        var hint = operation.Hint;
        if (!node.IsWritable)
        {
            // Its removal cannot be noted: it is delivered once more when it can.
            node.Data.Hints.Abandon(hint, operation.Id);
        }
        else if (node.Data.Hints.Acknowledge(hint, operation.Id, node.Data.StateOf(hint.Key).Hash))
        {
            node.Counters.Add(NodeCounter.HintsDelivered);
            node.Data.RemoveHint(hint);
        }

        Deliver(hint.Owner);
    }

    private void Deliver(NodeId owner)
    {
        if (node.IsRepairPaused || !node.IsWritable || !node.IsAlive(owner) || node.Members.Find(owner) is null)
        {
            return;
        }

        var room = InFlightMax - node.Data.Hints.InFlight(owner);
        foreach (var key in room > 0 ? node.Data.Hints.NextBatch(owner, room) : [])
        {
            Send(new HintId(owner, key));
        }
    }

    private void Send(HintId hint)
    {
        var state = node.Data.StateOf(hint.Key);
        var operation = new HintOperation(node, hint);
        operation.Start();
        node.Data.Hints.MarkSent(hint, operation.Id, state.Hash);
        node.Ask(hint.Owner, new ReplicateRequest(
            operation.Id, node.Ring.Version, ReplicationCause.Hint, default, hint.Key, state));
    }
}
