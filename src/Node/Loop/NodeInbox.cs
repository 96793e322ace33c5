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

    public ValueTask PostAsync(in NodeEvent arrived, CancellationToken cancellation = default)
    {
        if (arrived.Kind == NodeEventKind.Request)
        {
            Requests.Begin();
        }

        return _events.Writer.TryWrite(arrived) ? default : _events.Writer.WriteAsync(arrived, cancellation);
    }

    /// <summary>Sees to it that the loop looks up; a full inbox does so by itself.</summary>
    public void Wake() => _events.Writer.TryWrite(NodeEvent.Wake);

    public bool TryTake(out NodeEvent next) => _events.Reader.TryRead(out next);

    public ValueTask<bool> WaitAsync(CancellationToken cancellation) =>
        _events.Reader.WaitToReadAsync(cancellation);
}
