using System.Threading.Channels;

namespace DynamoLab.Node.Loop;

/// <summary>
/// What waits for the node's loop. Bounded: while it is full, connections are not read, and their senders feel it.
/// </summary>
internal sealed class NodeInbox
{
    /// <summary>Events that wait at once.</summary>
    public const int EventsMax = 16_384;

    private readonly Channel<NodeEvent> _events = Channel.CreateBounded<NodeEvent>(
        new BoundedChannelOptions(EventsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Requests posted and not yet answered.</summary>
    public InFlight Requests { get; } = new();

    /// <summary>What takes the events; the loop's, set once before the first of them.</summary>
    public Action Deliver { get; set; } = static () => { };

    /// <summary>Has the loop look up, on a pool's thread: for a caller whose own is needed elsewhere.</summary>
    public void DeliverSoon() =>
        ThreadPool.UnsafeQueueUserWorkItem(static inbox => inbox.Deliver(), this, preferLocal: false);

    /// <summary>Queues an event; <see cref="Deliver"/> has the loop take it. In between, others may join it.</summary>
    public ValueTask PostAsync(in NodeEvent arrived, CancellationToken cancellation = default)
    {
        if (arrived.Kind == NodeEventKind.Request)
        {
            Requests.Begin();
        }

        return _events.Writer.TryWrite(arrived) ? default : PostWhenRoomAsync(arrived, cancellation);
    }

    public bool HasEvents => _events.Reader.Count > 0;

    public bool TryTake(out NodeEvent next) => _events.Reader.TryRead(out next);

    private async ValueTask PostWhenRoomAsync(NodeEvent arrived, CancellationToken cancellation)
    {
        Deliver();
        await _events.Writer.WriteAsync(arrived, cancellation);
    }
}
