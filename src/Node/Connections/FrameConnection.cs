using System.Net.Sockets;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Replica;

namespace DynamoLab.Node.Connections;

/// <summary>
/// One connection that speaks the binary protocol: says welcome, checks every frame against the connection's role and
/// posts it to the loop. Whatever is wrong with a frame ends this connection alone, with a reason.
/// </summary>
internal sealed class FrameConnection : IReplySink, IWatched
{
    /// <summary>How long the other side may take to read why it was refused.</summary>
    public const int LingerMs = 1000;

    private readonly Transport _transport;
    private readonly ConnectionServices _services;
    private readonly FrameInput _input;
    private readonly FrameOutput _output;
    private readonly RequestWindow _requests;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConnectionEntry _entry;
    private readonly Shedding _shedding;
    private readonly int _number;
    private ClientTurn _turn;
    private Role _role;
    private PeerSession? _session;

    // What came last, if it was a stamp: it belongs to the frame behind it.
    private DelayStamp? _stamp;

    // What the watch looks at.
    private long _frames;
    private volatile bool _hasPart;
    private string _overdue = "";
    private long _unread;
    private bool _isDeaf;

    public FrameConnection(Transport transport, ConnectionEntry entry, ConnectionServices services)
    {
        (_transport, _entry, _services) = (transport, entry, services);
        var limits = services.Connections;
        _requests = new RequestWindow(limits.RequestsInFlightMax, limits.RequestBytesInFlightMax);
        _number = services.Sinks.NextNumber();
        _input = new FrameInput(transport);
        _output = new FrameOutput(services.Counters, transport.Dispose);
        _output.Open(transport.SendAsync);
        _shedding = new Shedding(services, _input, _output);
    }

    public GateLink Link => _role == Role.Client ? GateLink.OfClient(_number) : GateLink.Ungated;

    public bool IsTouched { get; set; }

    public ConnectionSigns Signs
    {
        get
        {
            NoteUnread();
            return new(
                _role != Role.Peer, Interlocked.Read(ref _frames), _hasPart, _requests.Count, _output.Sends,
                _output.IsSending);
        }
    }

    public void Reply(ulong correlation, Message response)
    {
        var before = _output.PendingBytes;
        var result = _output.Append(correlation, response);
        if (result == AppendResult.TooLarge)
        {
            result = _output.Append(correlation, ReplyRefusals.TooLarge(response));
        }

        var unread = NoteUnread();
        var isTooMuch = unread > _services.Connections.UnreadBytesMax / 16
            && _services.Counters.UnreadBytes > _services.Connections.UnreadBytesOfAllMax;
        if ((result == AppendResult.Full || isTooMuch) && !_isDeaf)
        {
            // It does not read what it asked for.
            _isDeaf = true;
            _services.Watch.NoteRefusal($"connection {_number}", $"{unread} bytes of replies are not taken");
            _transport.Dispose();
        }

        _requests.End((int)Math.Max(0, unread - before));
    }

    public void End(string reason)
    {
        if (_output.IsSending)
        {
            // It would not hear why.
            _services.Watch.NoteRefusal($"connection {_number}", reason);
            _transport.Dispose();
            return;
        }

        _overdue = reason;
        _ended.Cancel();
    }

    public void Flush() => _output.Flush();

    /// <summary>Serves the connection until it ends or the host drains.</summary>
    public async Task RunAsync()
    {
        var refusal = await GreetAsync();
        if (refusal.Length == 0)
        {
            _entry.Know(this);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                _role == Role.Peer ? _services.Stopping : _services.Draining, _ended.Token);
            refusal = await ServeAsync(stop.Token);
            refusal = refusal.Length > 0 ? refusal : _overdue;
            await WaitForRepliesAsync();
        }

        if (refusal.Length > 0)
        {
            await RefuseAsync(refusal);
        }

        _services.Sinks.Remove(_number);
        _output.Flush();
        await BoundedAsync(_output.FinishAsync());
        _output.Close();
        NoteUnread();
    }

    /// <summary>Why the connection is refused, or nothing: then it was welcomed.</summary>
    private async Task<string> GreetAsync()
    {
        var greeting = new Greeting(_input, _output, _services);
        var refusal = await greeting.HearAsync();
        if (refusal.Length == 0)
        {
            (_role, _session) = (greeting.Role, greeting.Session);
            _services.Sinks.Add(_number, this);
            _output.Append(0, greeting.Welcome!);
            _output.Flush();
        }

        return refusal;
    }

    /// <summary>Takes frames until the end, the host's stop or a violation, which it returns.</summary>
    private async Task<string> ServeAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (await PostFramesAsync(stop) is { Length: > 0 } violation)
                {
                    return violation;
                }

                if (_turn.IsOver)
                {
                    await _services.Lag.RoundAsync(stop);
                    _turn.Begin();
                    continue;
                }

                var receiving = _input.ReceiveAsync(stop);
                if (!receiving.IsCompleted)
                {
                    _turn.Begin();
                }

                if (!_input.Add(await receiving))
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

    /// <summary>Posts what has been received to the loop and has it look.</summary>
    private async ValueTask<string> PostFramesAsync(CancellationToken stop)
    {
        var bytes = 0;
        var frames = 0;
        var violation = "";
        _shedding.Received();
        while (violation.Length == 0 && !_turn.IsOver)
        {
            if (_role == Role.Client && _shedding.TryShed())
            {
                frames++;
                _turn.Refused();
                continue;
            }

            var result = _input.TryNext(out var frame, out var frameBytes, RolePolicy.FrameBytesMax(_role));
            if (result == FrameResult.Incomplete)
            {
                break;
            }

            bytes += frameBytes;
            frames++;
            _shedding.Took(frameBytes);
            violation = result == FrameResult.Complete
                ? RolePolicy.Violation(_role, frame.Correlation, frame.Message.Kind)
                : Malformed(result);
            if (violation.Length == 0 && frame.Message is DelayStamp stamp)
            {
                _stamp = stamp;
            }
            else if (violation.Length == 0 && !IsAnswered(frame))
            {
                await WhileFullAsync(stop);
                await _services.Inbox.PostAsync(EventOf(frame, frameBytes), stop);
            }
        }

        _hasPart = _input.Count > 0;
        if (frames > 0)
        {
            Interlocked.Add(ref _frames, frames);
            _services.Counters.Received(bytes, frames);
            _services.Inbox.Deliver();
            _output.Flush();
        }

        return _session is { IsSuperseded: true } ? "a later connection has taken over" : violation;
    }

    private string Malformed(FrameResult result)
    {
        var limits = _services.Limits;
        var reason = result == FrameResult.TooLong
            ? $"the frame is longer than {RolePolicy.FrameBytesMax(_role)} bytes"
            : "the frame is malformed";
        return $"{reason}; accepted: keys of 1 to {limits.KeyBytesMax} bytes "
            + $"and values of up to {limits.ValueBytesMax} bytes";
    }

    /// <summary>True when the request was refused on the spot: too large a key or value.</summary>
    private bool IsAnswered(in Frame frame)
    {
        if (_role != Role.Client || _services.Limits.Refusal(frame.Message) is not { } refusal)
        {
            return false;
        }

        _output.Append(frame.Correlation, refusal);
        _output.Flush();
        return true;
    }

    private NodeEvent EventOf(in Frame frame, int bytes)
    {
        if (_session is { } session)
        {
            var stamp = _stamp;
            _stamp = null;
            return NodeEvent.FromPeer(session, frame.Message, bytes, stamp);
        }

        _requests.Begin(bytes);
        _turn.Took();
        return NodeEvent.Request(new ReplyTo(_number, frame.Correlation), Link, frame.Message, bytes);
    }

    /// <summary>
    /// Nothing more is asked for a client while too much is in flight, or before it has read what it was answered.
    /// </summary>
    private async ValueTask WhileFullAsync(CancellationToken stop)
    {
        if (_requests.IsFull)
        {
            _services.Inbox.Deliver();
            await _requests.WhenRoomAsync().WaitAsync(stop);
        }

        if (_output.PendingBytes > _services.Connections.UnreadBytesMax)
        {
            await _output.Sending.WaitAsync(stop);
        }
    }

    /// <summary>Tells what waits to be taken, and counts it with that of the others.</summary>
    private long NoteUnread()
    {
        var unread = _role == Role.Peer ? 0 : _output.PendingBytes;
        _services.Counters.UnreadChanged(unread - Interlocked.Exchange(ref _unread, unread));
        return unread;
    }

    /// <summary>What was asked before the end, or before the host began to drain, is still answered.</summary>
    private Task WaitForRepliesAsync() => BoundedAsync(_requests.WhenIdleAsync());

    /// <summary>Waits for something that a vanished or deaf client could delay for ever.</summary>
    private async Task BoundedAsync(Task task)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMilliseconds(_services.DrainTimeoutMs), _services.Time);
        }
        catch (TimeoutException)
        {
            // Nobody is left to read, or it took too long.
        }
    }

    /// <summary>
    /// Says why, and reads on for a moment: a socket closed with bytes unread resets the connection, and the reason
    /// would be lost on its way.
    /// </summary>
    private async Task RefuseAsync(string reason)
    {
        _services.Watch.NoteRefusal($"connection {_number}", reason);
        _output.Append(0, new Refusal(reason));
        _output.Flush();
        await BoundedAsync(_output.FinishAsync());
        _transport.EndSending();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(LingerMs), _services.Time);
        try
        {
            do
            {
                _input.Clear();
            }
            while (_input.Add(await _input.ReceiveAsync(timeout.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException
            or ObjectDisposedException)
        {
            // It had its moment.
        }
    }
}
