using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair.Tests;

/// <summary>Carries the messages of one exchange between two replicas over links that keep order.</summary>
internal sealed class ExchangeRun(TestReplica initiator, TestReplica responder, params PartitionId[] partitions)
{
    private readonly Queue<Message> _toResponder = new();
    private readonly Queue<Message> _toInitiator = new();

    public ExchangeInitiator Exchange { get; } = new(42, responder.Self, partitions);

    /// <summary>Everything sent, in order of sending.</summary>
    public List<Message> Sent { get; } = [];

    /// <summary>Called after every delivery to the responder.</summary>
    public Action<Message> AfterDelivery { get; init; } = _ => { };

    /// <summary>The most pushes that awaited their pull at once.</summary>
    public int PushesMax { get; private set; }

    /// <summary>An exchange over all partitions both replicas are primaries of, run to its end.</summary>
    public static ExchangeRun Of(TestReplica initiator, TestReplica responder)
    {
        var run = new ExchangeRun(
            initiator, responder, [.. initiator.Forest.Partitions.Where(responder.Forest.Owns)]);
        run.Complete();
        return run;
    }

    public void Complete()
    {
        Send(_toResponder, Exchange.Open(initiator.Forest));
        while (_toResponder.Count + _toInitiator.Count > 0)
        {
            PushesMax = Math.Max(
                PushesMax, _toResponder.OfType<ExchangePush>().Count() + _toInitiator.OfType<ExchangePull>().Count());
            if (_toResponder.TryDequeue(out var request))
            {
                Respond(request);
                AfterDelivery(request);
            }
            else
            {
                Take(_toInitiator.Dequeue());
            }
        }
    }

    private void Respond(Message request)
    {
        Message[] answers = request switch
        {
            ExchangeOpen open => [ExchangeResponder.Branches(open, responder.Forest)],
            ExchangeLeaves leaves => [.. ExchangeResponder.Keys(leaves, responder.Forest, responder.Store)],
            ExchangePush push => [ExchangeResponder.Pull(push, responder.Merge, responder.Store)],
            _ => throw new InvalidOperationException($"{request}"),
        };
        Array.ForEach(answers, answer => Send(_toInitiator, answer));
    }

    private void Take(Message answer)
    {
        var step = answer switch
        {
            ExchangeBranches branches => Exchange.OnBranches(branches, initiator.Forest),
            ExchangeKeys keys => Exchange.OnKeys(keys, initiator.Forest, initiator.Store),
            ExchangePull pull => Exchange.OnPull(pull, initiator.Forest, initiator.Store),
            _ => throw new InvalidOperationException($"{answer}"),
        };
        foreach (var state in step.Merge)
        {
            initiator.Merge(state);
        }

        foreach (var message in step.Send)
        {
            Send(_toResponder, message);
        }
    }

    private void Send(Queue<Message> link, Message message)
    {
        Sent.Add(message);
        link.Enqueue(message);
    }
}
