using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;

namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>
/// All exchanges of one round at once, message by message: first all that were sent first, as on links that
/// all take equally long.
/// </summary>
internal sealed class SpreadRound(Func<NodeId, SpreadReplica> replicaOf)
{
    private readonly Queue<(Running Exchange, bool IsForPeer, Message Message)> _links = new();
    private readonly List<Running> _exchanges = [];

    /// <summary>States sent so far, both ways.</summary>
    public long States => _exchanges.Sum(e => e.Initiator.StatesSent + e.Initiator.StatesReceived);

    public void Open(NodeId self, NodeId peer, IReadOnlyList<PartitionId> partitions)
    {
        var initiator = new ExchangeInitiator((ulong)_exchanges.Count + 1, peer, partitions);
        var exchange = new Running(initiator, replicaOf(self), replicaOf(peer));
        _exchanges.Add(exchange);
        _links.Enqueue((exchange, true, initiator.Open(exchange.Self.Forest)));
    }

    /// <exception cref="InvalidOperationException">An exchange came to no end: nothing here is ever lost.</exception>
    public void Complete()
    {
        while (_links.TryDequeue(out var next))
        {
            if (next.IsForPeer)
            {
                Answer(next.Exchange, next.Message);
            }
            else
            {
                Take(next.Exchange, next.Message);
            }
        }

        if (_exchanges.Exists(e => !e.Initiator.IsDone))
        {
            throw new InvalidOperationException("an exchange without any fault did not end");
        }
    }

    private void Answer(Running exchange, Message request)
    {
        var peer = exchange.Peer;
        IReadOnlyList<Message> answers = request switch
        {
            ExchangeOpen open => [ExchangeResponder.Branches(open, peer.Forest)],
            ExchangeLeaves leaves => ExchangeResponder.Keys(leaves, peer.Forest, peer.Store),
            ExchangePush push => [ExchangeResponder.Pull(push, peer.Merge, peer.Store)],
            _ => throw new InvalidOperationException($"no request of an exchange: {request}"),
        };
        foreach (var answer in answers)
        {
            _links.Enqueue((exchange, false, answer));
        }
    }

    private void Take(Running exchange, Message answer)
    {
        var (initiator, self) = (exchange.Initiator, exchange.Self);
        var step = answer switch
        {
            ExchangeBranches branches => initiator.OnBranches(branches, self.Forest),
            ExchangeKeys keys => initiator.OnKeys(keys, self.Forest, self.Store),
            ExchangePull pull => initiator.OnPull(pull, self.Forest, self.Store),
            _ => throw new InvalidOperationException($"no answer of an exchange: {answer}"),
        };
        foreach (var pulled in step.Merge)
        {
            self.Merge(pulled);
        }

        foreach (var message in step.Send)
        {
            _links.Enqueue((exchange, true, message));
        }
    }

    private sealed record Running(ExchangeInitiator Initiator, SpreadReplica Self, SpreadReplica Peer);
}
