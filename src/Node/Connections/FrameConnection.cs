using System.Buffers;
using System.IO.Pipelines;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Replica;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace DynamoLab.Node.Connections;

/// <summary>
/// One connection that speaks the binary protocol: says welcome, checks every frame against the connection's role and
/// posts it to the loop. Whatever is wrong with a frame ends this connection alone, with a reason.
/// </summary>
internal sealed class FrameConnection : IReplySink, IWatched
{
    /// <summary>How long the other side may take to read why it was refused.</summary>
    public const int LingerMs = 1000;

    private readonly ConnectionContext _connection;
    private readonly ConnectionServices _services;
    private readonly FrameOutput _output;
    private readonly RequestWindow _requests;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConnectionEntry _entry;
    private readonly Shedding _shedding;
    private readonly int _number;
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

    public FrameConnection(ConnectionContext connection, ConnectionEntry entry, ConnectionServices services)
    {
        (_connection, _entry, _services) = (connection, entry, services);
        var limits = services.Connections;
        _requests = new RequestWindow(limits.RequestsInFlightMax, limits.RequestBytesInFlightMax);
        _number = services.Sinks.NextNumber();
        _output = new FrameOutput(services.Counters, () => connection.Abort());
        _output.Open(WriteAsync);
        _shedding = new Shedding(services, _output, connection.Features.Get<IConnectionSocketFeature>()?.Socket);
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

    private PipeReader Input => _connection.Transport.Input;

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
            _connection.Abort();
        }

        _requests.End((int)Math.Max(0, unread - before));
    }

    public void End(string reason)
    {
        if (_output.IsSending)
        {
            // It would not hear why.
            _services.Watch.NoteRefusal($"connection {_number}", reason);
            _connection.Abort();
            return;
        }

        _overdue = reason;
        _ended.Cancel();
    }

    public void Flush() => _output.Flush();

    /// <summary>Serves the connection until it ends or the host drains.</summary>
    public async Task RunAsync()
    {
        var refusal = await TryGreetAsync();
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
        await BoundedAsync(_output.FinishAsync());
        _output.Close();
        NoteUnread();
    }

    private async Task<string> TryGreetAsync()
    {
        var helloMs = _services.Connections.HandshakeMsMax;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(helloMs), _services.Time);
        try
        {
            return await GreetAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return $"no Hello in {helloMs} ms";
        }
    }

    private async Task<string> GreetAsync(CancellationToken cancellation)
    {
        var start = await Input.ReadAtLeastAsync(Preface.Length, cancellation);
        if (!IsPreface(start.Buffer))
        {
            Input.AdvanceTo(start.Buffer.End);
            return $"neither HTTP nor version {FrameCodec.ProtocolVersion} of the binary protocol";
        }

        Input.AdvanceTo(start.Buffer.GetPosition(Preface.Length));
        while (true)
        {
            var read = await Input.ReadAsync(cancellation);
            var rest = read.Buffer;
            var result = FrameCodec.TryRead(ref rest, out var frame, RolePolicy.ClientFrameBytesMax);
            Input.AdvanceTo(rest.Start, result == FrameResult.Incomplete ? rest.End : rest.Start);
            if (result != FrameResult.Incomplete)
            {
                return result == FrameResult.Complete && frame.Message is Hello hello
                    ? Welcome(hello)
                    : "the first frame is no Hello";
            }

            if (read.IsCompleted)
            {
                return "the connection ended before a Hello";
            }
        }
    }

    private static bool IsPreface(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < Preface.Length)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Preface.Length];
        buffer.Slice(0, Preface.Length).CopyTo(bytes);
        return bytes.SequenceEqual(Preface.Bytes);
    }

    private string Welcome(Hello hello)
    {
        _role = hello.Role;
        if (hello.Role == Role.Peer)
        {
            if (!NodeId.IsValid(hello.Sender.Name) || hello.Sender == _services.Self.Id)
            {
                return $"'{hello.Sender}' is no peer of {_services.Self.Id}";
            }

            _session = _services.Sessions.Open(hello.Sender, hello.Incarnation, hello.Session);
            if (_session is null)
            {
                return $"more than {Limits.MembersMax} peers";
            }
        }
        else if (hello.Role is not (Role.Client or Role.Control))
        {
            return $"role is {(int)hello.Role}; accepted: 1 (client), 2 (peer) or 3 (control)";
        }

        _services.Sinks.Add(_number, this);
        _output.Append(0, new Welcome(_services.Self.Id, _services.Self.Incarnation));
        _output.Flush();
        return "";
    }

    /// <summary>Reads frames until the end, the host's stop or a violation, which it returns.</summary>
    private async Task<string> ServeAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var read = await Input.ReadAsync(stop);
                var (unread, violation) = await PostFramesAsync(read.Buffer, stop);
                _hasPart = !unread.IsEmpty;
                Input.AdvanceTo(unread.Start, unread.End);
                if (violation.Length > 0 || read.IsCompleted)
                {
                    return violation;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            return "";
        }
    }

    private async ValueTask<(ReadOnlySequence<byte> Unread, string Violation)> PostFramesAsync(
        ReadOnlySequence<byte> buffer, CancellationToken stop)
    {
        var rest = buffer;
        var frames = 0;
        var violation = "";
        _shedding.Received(buffer.Length);
        while (violation.Length == 0)
        {
            if (_role == Role.Client && _shedding.TryShed(ref rest))
            {
                frames++;
                continue;
            }

            var before = rest.Length;
            var result = FrameCodec.TryRead(ref rest, out var frame, RolePolicy.FrameBytesMax(_role));
            if (result == FrameResult.Incomplete)
            {
                break;
            }

            frames++;
            _shedding.Took(before - rest.Length);
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

                await _services.Inbox.PostAsync(EventOf(frame, (int)(before - rest.Length)), stop);
            }
        }

        Interlocked.Add(ref _frames, frames);
        _services.Counters.Received(buffer.Length - rest.Length, frames);
        _services.Inbox.Deliver();
        _output.Flush();
        return (rest, _session is { IsSuperseded: true } ? "a later connection has taken over" : violation);
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
        await _connection.Transport.Output.CompleteAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(LingerMs), _services.Time);
        try
        {
            var read = await Input.ReadAsync(timeout.Token);
            while (!read.IsCompleted)
            {
                Input.AdvanceTo(read.Buffer.End);
                read = await Input.ReadAsync(timeout.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // It had its moment.
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var flushed = await _connection.Transport.Output.WriteAsync(bytes);
        if (flushed.IsCompleted)
        {
            throw new IOException("the connection was closed");
        }
    }
}
