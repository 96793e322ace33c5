using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>
/// Nodes, links and one virtual clock in one thread. Every message is encoded and decoded on its way; the next event is
/// the earliest, and of equal ones the first that was caused, so a run is a function of its seed and its inputs.
/// </summary>
internal sealed class TestCluster(ulong seed)
{
    public const int Port = 7000;

    /// <summary>Some moment in 2023; a run's times are told from here.</summary>
    public static readonly Instant Start = new(1_700_000_000_000_000);

    private const int SettleMsMax = 10_000;

    private readonly SortedDictionary<NodeId, TestNode> _nodes = [];
    private readonly Dictionary<(NodeId From, NodeId To), TestLink> _links = [];
    private readonly PriorityQueue<(TestLink Link, Message Message), (Instant, long)> _arrivals = new();
    private readonly DeterministicRandom _random = new(seed);
    private readonly ArrayBufferWriter<byte> _frame = new();
    private long _sent;
    private ulong _lastRequest;

    public Action<TestEvent> Observer { get; set; } = static _ => { };

    public Instant Now { get; private set; } = Start;

    /// <summary>A hash over every message and reply so far, with its time and its ends.</summary>
    public ulong TraceHash { get; private set; }

    public IEnumerable<TestNode> Nodes => _nodes.Values;

    public IEnumerable<TestLink> Links => _links.Values;

    public bool IsSettled => _arrivals.Count == 0;

    /// <summary>The correlation of the next request.</summary>
    public ulong NextRequest => _lastRequest + 1;

    public TestNode this[NodeId node] => _nodes[node];

    public TestNode this[string node] => _nodes[new NodeId(node)];

    public static NodeAddress AddressOf(string node) => new(node, Port);

    /// <summary>Starts a node, or starts it again, with an empty store unless given its old one.</summary>
    public TestNode Add(NodeOptions options, TestStore? store = null)
    {
        var node = new TestNode(options, store ?? new TestStore(), _random.NextUInt64());
        _nodes[options.Id] = node;
        return node;
    }

    /// <summary>Tells every node of all others at once, as gossip would in time.</summary>
    public void IntroduceAll()
    {
        var members = new GossipMembers(false, [.. _nodes.Values.Select(n => MemberOf(n.Options))]);
        foreach (var node in _nodes.Values)
        {
            Step(node, NodeInput.FromPeer(_nodes.Keys.First(n => n != node.Options.Id), members));
        }
    }

    public TestLink Link(NodeId from, NodeId to)
    {
        if (!_links.TryGetValue((from, to), out var link))
        {
            _links[(from, to)] = link = new TestLink(from, to);
        }

        return link;
    }

    /// <summary>What waits on the link arrives at once, in order.</summary>
    public void Heal(TestLink link)
    {
        (link.IsCut, link.IsLosing) = (false, false);
        while (link.Waiting.TryDequeue(out var message))
        {
            _arrivals.Enqueue((link, message), (Now, ++_sent));
        }
    }

    /// <summary>Returns the correlation that the reply will carry.</summary>
    public ulong Request(NodeId node, Message request)
    {
        Step(_nodes[node], NodeInput.Request(new ReplyTo(1, ++_lastRequest), RoundTrip(request)));
        return _lastRequest;
    }

    public void Step(TestNode node, in NodeInput input)
    {
        if (node.IsUp)
        {
            node.Machine.Step(input, Now, node.Outbox);
            CarryOut(node);
        }
    }

    public void MakeDurable(TestNode node)
    {
        while (node.PersistThrough > 0)
        {
            var through = node.PersistThrough;
            node.PersistThrough = 0;
            Observer(new TestEvent(TestEventKind.Persisted, node.Options.Id, default, null, (ulong)through));
            node.Machine.Step(NodeInput.Durable(through), Now, node.Outbox);
            CarryOut(node);
        }
    }

    /// <summary>The disk takes nothing more, and those who wait for it are told.</summary>
    public void FailStore(TestNode node, string reason)
    {
        node.PersistThrough = 0;
        node.Store.Fail();
        Step(node, NodeInput.StoreFailed(reason));
    }

    /// <summary>The disk takes writes again, those that waited first.</summary>
    public void ResumeStore(TestNode node)
    {
        node.Store.Resume();
        if (node.IsUp && !node.IsStoreSlow)
        {
            MakeDurable(node);
        }
    }

    /// <summary>Goes on until no message is under way; messages on cut links are not.</summary>
    public void Settle()
    {
        var end = Now.PlusMs(SettleMsMax);
        while (!IsSettled && TryNext(end))
        {
            // Each call is one event.
        }
    }

    public void RunMs(int milliseconds)
    {
        var end = Now.PlusMs(milliseconds);
        while (TryNext(end))
        {
            // Each call is one event.
        }

        Now = end;
    }

    /// <summary>Carries out the next event, a message or a tick, if it comes before the end.</summary>
    private bool TryNext(Instant end)
    {
        var deadline = Instant.Never;
        TestNode? next = null;
        foreach (var node in _nodes.Values)
        {
            if (node.IsUp && node.Machine.NextDeadline is var due && due < deadline)
            {
                (next, deadline) = (node, due);
            }
        }

        var hasArrival = _arrivals.TryPeek(out _, out var arrival);
        if (hasArrival && arrival.Item1 <= deadline)
        {
            return arrival.Item1 <= end && Deliver(arrival.Item1);
        }

        return next is not null && deadline <= end && Tick(next, deadline);
    }

    private bool Tick(TestNode node, Instant deadline)
    {
        Now = deadline > Now ? deadline : Now;
        node.Machine.Tick(Now, node.Outbox);
        CarryOut(node);
        if (node.Machine.NextDeadline <= Now)
        {
            throw new InvalidOperationException($"{node.Options.Id} is due again at once: its host would spin.");
        }

        return true;
    }

    private bool Deliver(Instant at)
    {
        Now = at > Now ? at : Now;
        var (link, message) = _arrivals.Dequeue();
        if (link.IsCut || link.Waiting.Count > 0)
        {
            link.Waiting.Enqueue(message);
            Observe(TestEventKind.Held, link, message);
        }
        else if (link.IsLosing || !_nodes.TryGetValue(link.To, out var node) || !node.IsUp)
        {
            Observe(TestEventKind.Lost, link, message);
        }
        else
        {
            Observe(TestEventKind.Delivered, link, message);
            Step(node, NodeInput.FromPeer(link.From, message));
        }

        return true;
    }

    /// <summary>What a host does after a step.</summary>
    private void CarryOut(TestNode node)
    {
        var outbox = node.Outbox;
        foreach (var send in outbox.Sends)
        {
            // A host knows the addresses of members only.
            if (node.Machine.MemberOf(send.Peer) is not null)
            {
                Send(node.Options.Id, send.Peer, send.Message);
            }
        }

        foreach (var introduction in outbox.Introductions)
        {
            Send(node.Options.Id, new NodeId(introduction.Address.Host), introduction.Message);
        }

        foreach (var reply in outbox.Replies)
        {
            Observer(new TestEvent(
                TestEventKind.Replied, node.Options.Id, default, RoundTrip(reply.Response), reply.To.Correlation));
        }

        node.PersistThrough = Math.Max(node.PersistThrough, outbox.PersistThrough);
        outbox.Clear();
        if (!node.IsStoreSlow && node.Store.IsWritable)
        {
            MakeDurable(node);
        }
    }

    private void Send(NodeId from, NodeId to, Message message)
    {
        if (from == to)
        {
            throw new InvalidOperationException($"{from} sends {message.Kind} to itself.");
        }

        var link = Link(from, to);
        var arrival = Now.PlusMs(link.DelayMs);
        link.LastArrival = arrival > link.LastArrival ? arrival : link.LastArrival;
        _arrivals.Enqueue((link, RoundTrip(message)), (link.LastArrival, ++_sent));
    }

    private void Observe(TestEventKind kind, TestLink link, Message message) =>
        Observer(new TestEvent(kind, link.From, link.To, message, 0));

    private Message RoundTrip(Message message)
    {
        _frame.ResetWrittenCount();
        FrameCodec.Write(_frame, 0, message);
        var bytes = _frame.WrittenSpan;
        TraceHash = Hash64.Combine(Hash64.Combine(TraceHash, Hash64.Of(_frame.WrittenSpan)), (ulong)Now.Microseconds);
        return FrameCodec.TryRead(ref bytes, out var frame) == FrameResult.Complete
            ? frame.Message
            : throw new InvalidOperationException($"{message} cannot be read back.");
    }

    private static Member MemberOf(NodeOptions options) => new(
        options.Id, options.Address.Host, options.Address.Port, options.Incarnation, MemberStatus.Joined);
}
