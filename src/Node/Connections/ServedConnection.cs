using System.Net.Sockets;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Connections;

/// <summary>
/// A connection whose requests are taken to the loop as they come: what may be under way and unread on it, how it is
/// watched, and how it ends. What is spoken on it is its heirs'.
/// </summary>
internal abstract class ServedConnection : IReplySink, IWatched
{
    /// <summary>How long the other side may take to read why it was refused.</summary>
    public const int LingerMs = 1000;

    private readonly Transport _transport;
    private readonly ReplyBacklog _backlog;
    private string _overdue = "";
    private long _received;
    private volatile bool _hasPart;
    private bool _isDeaf;
    private ClientTurn _turn;

    protected ServedConnection(Transport transport, ConnectionEntry entry, ConnectionServices services)
    {
        (_transport, Entry, Services) = (transport, entry, services);
        var limits = services.Connections;
        Requests = new RequestWindow(
            limits.RequestsInFlightMax, limits.RequestBytesInFlightMax, services.RequestBytes);
        _backlog = new ReplyBacklog(limits, services.Counters);
        Number = services.Sinks.NextNumber();
        Input = new FrameInput(transport);
        Output = new FrameOutput(services.Counters, transport.Dispose, () => NoteUnread());
        Output.Open(transport.SendAsync);
    }

    public abstract GateLink Link { get; }

    public bool IsTouched { get; set; }

    public ConnectionSigns Signs
    {
        get
        {
            NoteUnread();
            return new(
                IsTimed, Interlocked.Read(ref _received), _hasPart, Requests.Count, Output.Sends, Output.IsSending);
        }
    }

    /// <summary>It takes no more replies: there is nobody to take them.</summary>
    protected bool IsGone => _isDeaf || !Output.IsOpen;

    private bool IsUnread => Output.PendingBytes > Services.Connections.UnreadBytesMax;

    /// <summary>What may still come of it in a row.</summary>
    protected ref ClientTurn Turn => ref _turn;

    protected ConnectionEntry Entry { get; }

    protected ConnectionServices Services { get; }

    protected FrameInput Input { get; }

    protected FrameOutput Output { get; }

    protected RequestWindow Requests { get; }

    protected CancellationTokenSource Ended { get; } = new();

    protected int Number { get; }

    /// <summary>Whether it may take only so long: it is not a peer's.</summary>
    protected abstract bool IsTimed { get; }

    /// <summary>Bytes of replies that the other side has not taken.</summary>
    protected virtual long UnreadBytes => Output.UnsentBytes;

    public abstract void Reply(ulong correlation, Core.Messages.Message response);

    public virtual void Flush() => Output.Flush();

    public void End(string reason)
    {
        if (Output.IsSending)
        {
            // It would not hear why.
            Services.Watch.NoteRefusal($"connection {Number}", reason);
            _transport.Dispose();
            return;
        }

        _overdue = reason;
        try
        {
            Ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Serves the connection until it ends or the host drains.</summary>
    public async Task RunAsync()
    {
        var refusal = await ServeAsync();
        refusal = refusal.Length > 0 ? refusal : _overdue;
        if (refusal.Length > 0)
        {
            Services.Watch.NoteRefusal($"connection {Number}", refusal);
            Refuse(refusal);
            await LingerAsync();
        }

        Services.Sinks.Remove(Number);
        Output.Flush();
        await BoundedAsync(Output.FinishAsync());
        Output.Close();
        _backlog.End();
        Requests.Abandon();
        Ended.Dispose();
    }

    /// <summary>All from the first byte to the last answer; returns why it is refused, or nothing.</summary>
    protected abstract Task<string> ServeAsync();

    /// <summary>Takes what has been received; returns why the connection is refused, or nothing.</summary>
    protected abstract ValueTask<string> TakeReceivedAsync(CancellationToken stop);

    /// <summary>Says why the connection is about to be closed.</summary>
    protected abstract void Refuse(string reason);

    /// <summary>Takes what comes until the end, the host's stop or a violation, which it returns.</summary>
    protected async Task<string> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (await TakeReceivedAsync(stop) is { Length: > 0 } violation)
                {
                    return violation;
                }

                if (Turn.IsOver)
                {
                    await Services.Lag.RoundAsync(stop);
                    Turn.Begin();
                    continue;
                }

                var receiving = Input.ReceiveAsync(stop);
                if (!receiving.IsCompleted)
                {
                    Turn.Begin();
                }

                if (!Input.Add(await receiving))
                {
                    return "";
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException
            or ObjectDisposedException)
        {
            return "";
        }
    }

    /// <summary>What was asked before the end, or before the host began to drain, is still answered.</summary>
    protected Task WaitForRepliesAsync() => BoundedAsync(Requests.WhenIdleAsync());

    /// <summary>To be called after what has been received was taken: so many bytes, frames or commands.</summary>
    protected void Took(long bytes, int count)
    {
        _hasPart = Input.Count > 0;
        if (count > 0)
        {
            Interlocked.Add(ref _received, count);
            Services.Counters.Received(bytes, count);
            Deliver();
            Output.Flush();
        }
    }

    /// <summary>Has the loop look at what was posted.</summary>
    protected virtual void Deliver() => Services.Inbox.Deliver();

    /// <summary>To be called when a request was answered.</summary>
    /// <param name="isFull">No more replies are taken.</param>
    /// <param name="before">What was unread before.</param>
    protected void Answered(bool isFull, long before)
    {
        var unread = UnreadBytes;
        if ((NoteUnread() || isFull) && !_isDeaf)
        {
            // It does not read what it asked for.
            _isDeaf = true;
            Services.Watch.NoteRefusal($"connection {Number}", $"{unread} bytes of replies are not taken");
            _transport.Dispose();
        }

        Requests.End((int)Math.Max(0, unread - before));
    }

    /// <summary>
    /// Nothing more is asked for a client while too much is in flight, or before it has read what it was answered.
    /// </summary>
    protected ValueTask WhileFullAsync(CancellationToken stop) =>
        Requests.IsFull || IsUnread ? UntilRoomAsync(stop) : default;

    /// <summary>Begins a request of so many bytes, when all connections together have room for it.</summary>
    protected ValueTask BeginRequestAsync(int bytes, CancellationToken stop)
    {
        var beginning = Requests.BeginAsync(bytes, stop);
        if (!beginning.IsCompleted)
        {
            Deliver();
        }

        return beginning;
    }

    /// <summary>
    /// Sends what was said, and reads on for a moment: a socket closed with bytes unread resets the connection, and the
    /// last words would be lost on their way.
    /// </summary>
    protected async Task LingerAsync()
    {
        Output.Flush();
        await BoundedAsync(Output.FinishAsync());
        _transport.EndSending();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(LingerMs), Services.Time);
        try
        {
            do
            {
                Input.Clear();
            }
            while (Input.Add(await Input.ReceiveAsync(timeout.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException
            or ObjectDisposedException)
        {
            // It had its moment.
        }
    }

    private async ValueTask UntilRoomAsync(CancellationToken stop)
    {
        if (Requests.IsFull)
        {
            Services.Inbox.Deliver();
            await Requests.WhenRoomAsync().WaitAsync(stop);
        }

        if (IsUnread)
        {
            Output.Flush();
            await Output.Sending.WaitAsync(stop);
        }
    }

    /// <summary>Counts what waits to be taken with that of the others; true when it is too much.</summary>
    private bool NoteUnread() => IsTimed && _backlog.Note(UnreadBytes);

    /// <summary>Waits for something that a vanished or deaf client could delay for ever.</summary>
    private async Task BoundedAsync(Task task)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMilliseconds(Services.DrainTimeoutMs), Services.Time);
        }
        catch (TimeoutException)
        {
            // Nobody is left to read, or it took too long.
        }
    }
}
