using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Operations;

/// <summary>
/// A write this node coordinates (Dynamo §5): applied here first, which gives it its dot, then sent with the whole
/// sibling set to the others. What no primary and no fallback took, the coordinator keeps as a hint of its own.
/// </summary>
internal sealed class WriteOperation(NodeContext node, WriteOrigin origin, WriteRequest request, int needed)
    : QuorumOperation(node, request.Key, needed, request.TimeoutMs)
{
    private WriteOutcome _outcome;
    private Dot _dot;
    private ReplicateRequest? _toPrimary;

    /// <summary>Without hints nobody could bring home what a fallback took, so fallbacks take nothing.</summary>
    protected override bool MayStandIn =>
        Node.Options is { Quorum: QuorumKind.Sloppy, HintedHandoff: true };

    public void Start()
    {
        Node.Begin(this);
        Node.Counters.Add(NodeCounter.WritesCoordinated);
        (_outcome, _dot, var sequence) = Node.Data.Write(
            Key, request.CoversHeld ? null : request.Context, request.Value, Node.Now);
        var ownPart = OwnPart();
        if (ownPart != Node.Self)
        {
            Node.Counters.Add(NodeCounter.WritesCoordinatedAsFallback);
            sequence = Node.Data.AddHint(ownPart, Key);
        }

        Quorum.Add(ownPart, Node.Self, Instant.Never);
        foreach (var primary in Preference.Primaries)
        {
            if (primary != ownPart)
            {
                AskFor(primary);
            }
        }

        Node.Operations.Arm(this);
        Node.WhenDurable(sequence, OnOwnPart);
    }

    public void OnAnswer(NodeId from)
    {
        if (Quorum.Answer(from))
        {
            Advance();
        }
    }

    private void OnOwnPart(bool isDurable)
    {
        if (isDurable)
        {
            OnAnswer(Node.Self);
        }
        else
        {
            OnStoreFailed();
        }
    }

    protected override void SendTo(NodeId primary, NodeId node)
    {
        Node.Ask(node, primary == node ? _toPrimary ??= RequestFor(default) : RequestFor(primary));
    }

    protected override void ReplyMet() => Reply(Outcome.Ok, "");

    protected override void ReplyUnmet(string reason) => Reply(Outcome.QuorumUnmet, reason);

    protected override void Finish()
    {
        if (!MayStandIn || !Node.IsWritable)
        {
            return;
        }

        // The primaries of now, should members have changed meanwhile.
        foreach (var primary in Node.Ring.PreferenceListOf(Key.Token).Primaries)
        {
            if (primary != Node.Self && !Quorum.IsFilled(primary))
            {
                Node.Data.AddHint(primary, Key);
            }
        }
    }

    private ReplicateRequest RequestFor(NodeId hintFor) =>
        new(Id, Ring.Version, ReplicationCause.Write, hintFor, Key, _outcome.State);

    /// <summary>A primary fills its own part; a fallback that of the first primary it takes for absent.</summary>
    private NodeId OwnPart()
    {
        if (Preference.IsPrimary(Node.Self))
        {
            return Node.Self;
        }

        foreach (var primary in Preference.Primaries)
        {
            if (!Node.IsAlive(primary))
            {
                return primary;
            }
        }

        return Preference.Primaries[0];
    }

    private void Reply(Outcome outcome, string reason)
    {
        var response = new WriteResponse(
            outcome, Node.Self, _dot, _outcome.ClientContext, Quorum.ToCount(), Quorum.AnsweredBy(), true, reason);
        Node.ReplyTo(origin, response);
    }
}
