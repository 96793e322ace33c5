using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Wire;
using DynamoLab.Replica;
using DynamoLab.Storage;

namespace DynamoLab.Bench.Micro;

/// <summary>
/// Three replicas of every key in one process. A request goes through them as it does between processes, every message
/// written and read, with no socket and no thread in between.
/// </summary>
internal sealed class ThreeNodes
{
    private readonly Dictionary<NodeId, ReplicaNode> _nodes = [];
    private readonly Queue<(NodeId From, NodeId To, Message Message)> _underWay = new();
    private readonly ArrayBufferWriter<byte> _frame = new(4096);
    private readonly Outbox _outbox = new();
    private long _now = 1;
    private Message? _reply;

    public ThreeNodes()
    {
        KnownMember[] members = [.. Samples.Nodes.Select((id, i) => new KnownMember(id, "127.0.0.1", 1 + i, 1))];
        foreach (var member in members)
        {
            var options = new NodeOptions
            {
                Id = member.Node,
                Address = new NodeAddress(member.Host, member.Port),
                Incarnation = 1,
                Remembered = members,
            };
            _nodes.Add(member.Node, new ReplicaNode(options, new MemoryStore(), seed: 1));
        }
    }

    /// <summary>The reply to one request, once all that it caused has come to rest.</summary>
    public Message Ask(NodeId coordinator, Message request)
    {
        Step(coordinator, NodeInput.Request(new ReplyTo(1, 1), Crossed(request)));
        while (_underWay.TryDequeue(out var next))
        {
            Step(next.To, NodeInput.FromPeer(next.From, Crossed(next.Message)));
        }

        return _reply ?? throw new InvalidOperationException("no reply");
    }

    private void Step(NodeId id, NodeInput input)
    {
        var (node, now) = (_nodes[id], new Instant(++_now));
        node.Step(input, now, _outbox);
        if (node.NextDeadline <= now)
        {
            node.Tick(now, _outbox);
        }

        CarryOut(id);
    }

    private void CarryOut(NodeId id)
    {
        foreach (var send in _outbox.Sends)
        {
            _underWay.Enqueue((id, send.Peer, send.Message));
        }

        foreach (var reply in _outbox.Replies)
        {
            _reply = Crossed(reply.Response);
        }

        var wanted = _outbox.PersistThrough;
        _outbox.Clear();
        if (wanted > 0)
        {
            Step(id, NodeInput.Durable(wanted));
        }
    }

    /// <summary>The message as it comes out on the other side.</summary>
    private Message Crossed(Message message)
    {
        _frame.ResetWrittenCount();
        FrameCodec.Write(_frame, 1, message);
        var bytes = _frame.WrittenSpan;
        return FrameCodec.TryRead(ref bytes, out var frame) == FrameResult.Complete
            ? frame.Message
            : throw new InvalidOperationException("not a whole frame");
    }
}
