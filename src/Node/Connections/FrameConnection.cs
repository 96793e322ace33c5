using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;

namespace DynamoLab.Node.Connections;

/// <summary>
/// One connection that speaks the binary protocol: says welcome, checks every frame against the connection's role and
/// posts it to the loop. Whatever is wrong with a frame ends this connection alone, with a reason.
/// </summary>
internal sealed class FrameConnection : ServedConnection
{
    private readonly Shedding _shedding;
    private Role _role;
    private PeerSession? _session;

    // What came last, if it was a stamp: it belongs to the frame behind it.
    private DelayStamp? _stamp;

    public FrameConnection(Transport transport, ConnectionEntry entry, ConnectionServices services)
        : base(transport, entry, services) => _shedding = new Shedding(services, Input, Output);

    public override GateLink Link => _role == Role.Client ? GateLink.OfClient(Number) : GateLink.Ungated;

    protected override bool IsTimed => _role != Role.Peer;

    public override void Reply(ulong correlation, Message response)
    {
        if (IsGone)
        {
            Requests.End(0);
            return;
        }

        var before = UnreadBytes;
        var result = Output.Append(correlation, response);
        if (result == AppendResult.TooLarge)
        {
            result = Output.Append(correlation, ReplyRefusals.TooLarge(response));
        }

        Answered(result == AppendResult.Full, before);
    }

    protected override async Task<string> ServeAsync()
    {
        if (await GreetAsync() is { Length: > 0 } refusal)
        {
            return refusal;
        }

        Entry.Know(this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            _role == Role.Peer ? Services.Stopping : Services.Draining, Ended.Token);
        var violation = await ReceiveAsync(stop.Token);
        await WaitForRepliesAsync();
        return violation;
    }

    protected override void Refuse(string reason) => Output.Append(0, new Refusal(reason));

    /// <summary>Posts what has been received to the loop and has it look.</summary>
    protected override async ValueTask<string> TakeReceivedAsync(CancellationToken stop)
    {
        var bytes = 0;
        var frames = 0;
        var violation = "";
        _shedding.Received();
        while (violation.Length == 0 && !Turn.IsOver)
        {
            if (_role == Role.Client && _shedding.TryShed())
            {
                frames++;
                Turn.Refused();
                continue;
            }

            var result = Input.TryNext(out var frame, out var frameBytes, RolePolicy.FrameBytesMax(_role));
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
                if (_role != Role.Peer)
                {
                    await WhileFullAsync(stop);
                    await BeginAsync(frameBytes, stop);
                }

                await Services.Inbox.PostAsync(EventOf(frame, frameBytes), stop);
            }
        }

        Took(bytes, frames);
        return _session is { IsSuperseded: true } ? "a later connection has taken over" : violation;
    }

    /// <summary>Why the connection is refused, or nothing: then it was welcomed.</summary>
    private async Task<string> GreetAsync()
    {
        var greeting = new Greeting(Input, Output, Services);
        var refusal = await greeting.HearAsync();
        if (refusal.Length == 0)
        {
            (_role, _session) = (greeting.Role, greeting.Session);
            Services.Sinks.Add(Number, this);
            Output.Append(0, greeting.Welcome!);
            Output.Flush();
        }

        return refusal;
    }

    private string Malformed(FrameResult result)
    {
        var limits = Services.Limits;
        var reason = result == FrameResult.TooLong
            ? $"the frame is longer than {RolePolicy.FrameBytesMax(_role)} bytes"
            : "the frame is malformed";
        return $"{reason}; accepted: keys of 1 to {limits.KeyBytesMax} bytes "
            + $"and values of up to {limits.ValueBytesMax} bytes";
    }

    /// <summary>True when the request was refused on the spot: too large a key or value.</summary>
    private bool IsAnswered(in Frame frame)
    {
        if (_role != Role.Client || Services.Limits.Refusal(frame.Message) is not { } refusal)
        {
            return false;
        }

        Output.Append(frame.Correlation, refusal);
        Output.Flush();
        return true;
    }

    private ValueTask BeginAsync(int bytes, CancellationToken stop)
    {
        if (_role == Role.Client)
        {
            Turn.Took();
            return BeginRequestAsync(bytes, stop);
        }

        // Control: or nothing could be healed while clients wait for what is broken.
        Requests.Begin(bytes);
        return default;
    }

    private NodeEvent EventOf(in Frame frame, int bytes)
    {
        if (_session is { } session)
        {
            var stamp = _stamp;
            _stamp = null;
            return NodeEvent.FromPeer(session, frame.Message, bytes, stamp);
        }

        return NodeEvent.Request(new ReplyTo(Number, frame.Correlation), Link, frame.Message, bytes);
    }
}
