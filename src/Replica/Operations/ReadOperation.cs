using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Repair;

namespace DynamoLab.Replica.Operations;

/// <summary>
/// A read under way (Dynamo §5): the answers are merged, the client gets what R of them came to, and replicas that were
/// behind get what all of them came to.
/// </summary>
internal sealed class ReadOperation(NodeContext node, ReplyTo replyTo, GetRequest request, int needed)
    : QuorumOperation(node, request.Key, needed, request.TimeoutMs)
{
    private readonly List<ReplicaAnswer> _answers = [];
    private readonly Queue<NodeId> _keptBack = new();
    private ObjectState _merged = ObjectState.Empty;
    private Instant _widenAt = Instant.Never;

    public override Instant NextDue => Instant.Min(IsReplied ? Instant.Never : _widenAt, base.NextDue);

    protected override bool MayStandIn => Node.Options.Quorum == QuorumKind.Sloppy;

    public void Start()
    {
        Node.Begin(this);
        foreach (var primary in InOrder())
        {
            if (Node.Options.ReadFanout == ReadFanout.All || Quorum.AskCount < Quorum.Needed)
            {
                AskFor(primary);
            }
            else
            {
                _keptBack.Enqueue(primary);
            }
        }

        if (_keptBack.Count > 0)
        {
            _widenAt = Node.Now.PlusMs(Node.Options.SpeculativeReadMs);
            Node.Operations.Arm(this);
        }

        Advance();
    }

    public void OnAnswer(NodeId from, ObjectState state)
    {
        Take(from, state);
        Advance();
    }

    public override void OnTimer()
    {
        if (Node.Now >= _widenAt)
        {
            _widenAt = Instant.Never;
            TryWiden();
        }

        base.OnTimer();
    }

    protected override void SendTo(NodeId primary, NodeId node)
    {
        if (node == Node.Self)
        {
            Node.Counters.Add(NodeCounter.OwnReads);
            Take(node, Node.Data.StateOf(Key));
        }
        else
        {
            Node.Ask(node, new ReadRequest(Id, Ring.Version, Key));
        }
    }

    /// <summary>A primary kept back is better than a stand-in; and who has his answer needs neither.</summary>
    protected override void Replace(NodeId primary)
    {
        if (!IsReplied && !TryWiden())
        {
            base.Replace(primary);
        }
    }

    protected override bool TryWiden()
    {
        if (!_keptBack.TryDequeue(out var primary))
        {
            return false;
        }

        AskFor(primary);
        return true;
    }

    protected override void ReplyMet() =>
        Reply(new GetResponse(Outcome.Ok, Node.Self, _merged, Quorum.ToCount(), ""));

    protected override void ReplyUnmet(string reason) =>
        Reply(new GetResponse(Outcome.QuorumUnmet, Node.Self, ObjectState.Empty, Quorum.ToCount(), reason));

    protected override void Finish()
    {
        if (!Node.Options.ReadRepair || Node.IsRepairPaused || Node.Ring.Version != Ring.Version)
        {
            return;
        }

        foreach (var behind in ReadRepairPlan.Behind(_answers, _merged))
        {
            if (Preference.IsPrimary(behind))
            {
                Repair(behind);
            }
        }
    }

    /// <summary>
    /// This node first: its answer costs nothing. Then the live primaries in ring order, then the others.
    /// </summary>
    private List<NodeId> InOrder()
    {
        var order = new List<NodeId>(Preference.Primaries.Length);
        var live = 0;
        foreach (var primary in Preference.Primaries)
        {
            var isAlive = Node.IsAlive(primary);
            order.Insert(primary == Node.Self ? 0 : isAlive ? live : order.Count, primary);
            live += isAlive ? 1 : 0;
        }

        return order;
    }

    private void Take(NodeId from, ObjectState state)
    {
        if (Quorum.Answer(from))
        {
            _answers.Add(new ReplicaAnswer(from, state));
            _merged = Node.Data.Merged(_merged, state);
        }
    }

    private void Repair(NodeId behind)
    {
        Node.Counters.Add(NodeCounter.ReadRepairs);
        if (behind == Node.Self)
        {
            Node.Data.TryMerge(Key, _merged, HealedBy.ReadRepair);
        }
        else
        {
            Node.Ask(behind, new ReplicateRequest(
                0, Ring.Version, ReplicationCause.ReadRepair, default, Key, _merged));
        }
    }

    private void Reply(GetResponse response) => Node.Outbox.Add(replyTo, response);
}
