using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Resp;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;

namespace DynamoLab.Node.Resp;

/// <summary>
/// One connection that speaks the Redis protocol. Requests for keys go to the loop as they come, many at a time; what
/// the connection answers by itself waits until they have ended. See docs/decisions/0021.
/// </summary>
internal sealed class RespConnection : ServedConnection
{
    private const int ShownMax = 64;

    private readonly RespReader _reader = new();
    private readonly RespReplies _replies;
    private readonly RespSession _session;
    private readonly KeysUnderWay _keys = new();
    private readonly PooledBuffer _encoded = new();
    private CancellationTokenSource? _greeting;
    private bool _isKnown;

    public RespConnection(Transport transport, ConnectionEntry entry, ConnectionServices services)
        : base(transport, entry, services)
    {
        _replies = new RespReplies(Output);
        _session = new RespSession(services, Number);
        _reader.BytesMax = _session.IsKnown ? Limits.RespCommandBytesMax : Greeting.FrameBytesMax;
    }

    public override GateLink Link => GateLink.OfClient(Number);

    protected override bool IsTimed => true;

    protected override long UnreadBytes => Output.UnsentBytes + _replies.HeldBytes;

    private RespArguments Arguments => _reader.In(Input.Received);

    public override void Reply(ulong correlation, Message response)
    {
        var before = UnreadBytes;
        var place = RespPlace.Of(correlation);
        var result = _replies.Take(place.Command, place.Part, response);
        _keys.End(place.KeyPlace, place.IsWrite);
        Answered(result == AppendResult.Full || UnreadBytes > FrameOutput.PendingBytesMax, before);
    }

    protected override async Task<string> ServeAsync()
    {
        Services.Sinks.Add(Number, this);
        var limitMs = Services.Connections.HandshakeMsMax;
        _greeting = new CancellationTokenSource(TimeSpan.FromMilliseconds(limitMs), Services.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            Services.Draining, Ended.Token, _greeting.Token);
        var violation = await ReceiveAsync(stop.Token);
        var isLate = _greeting.IsCancellationRequested;
        _greeting.Dispose();
        await WaitForRepliesAsync();
        if (_session.HasQuit)
        {
            await LingerAsync();
        }

        return isLate && violation.Length == 0 ? $"the client did not say who it is in {limitMs} ms" : violation;
    }

    protected override void Refuse(string reason)
    {
        new RespWriter(_encoded, _session.IsVersion3).Error($"ERR {reason}");
        Say();
    }

    protected override async ValueTask<string> TakeReceivedAsync(CancellationToken stop)
    {
        var bytes = 0L;
        var commands = 0;
        while (!_session.HasQuit && !Turn.IsOver && _reader.TryRead(Input.Received) == FrameResult.Complete)
        {
            await TakeAsync(stop);
            (bytes, commands) = (bytes + _reader.Bytes, commands + 1);
            Input.Skip(_reader.Bytes);
            _reader.Next();
            if (!_isKnown && _session.IsKnown)
            {
                Know();
            }
        }

        Took(bytes, commands);
        if (_session.HasQuit)
        {
            await Ended.CancelAsync();
        }

        return _reader.Error.Length > 0 ? $"Protocol error: {_reader.Error}" : "";
    }

    /// <summary>Clients of Redis have a connection each, and often one request at a time.</summary>
    protected override void Deliver() => Services.NextRound.Deliver();

    private void Know()
    {
        _isKnown = true;
        _reader.BytesMax = Limits.RespCommandBytesMax;
        _greeting!.CancelAfter(Timeout.InfiniteTimeSpan);
        Entry.Know(this);
    }

    /// <summary>Has a command carried out, or refuses it.</summary>
    private async ValueTask TakeAsync(CancellationToken stop)
    {
        if (_reader.Count == 0)
        {
            // Redis, too, passes over a command without a name.
            return;
        }

        var command = RespCommand.Find(Arguments[0]);
        var error = WhyRefused(command);
        if (error.Length == 0 && command!.IsRequest)
        {
            await AskAsync(command, stop);
            return;
        }

        await WhileFullAsync(stop);
        await WhenIdleAsync(stop);
        if (error.Length > 0)
        {
            new RespWriter(_encoded, _session.IsVersion3).Error(error);
        }
        else
        {
            _session.Answer(command!, Arguments, _encoded);
            _replies.IsVersion3 = _session.IsVersion3;
        }

        Say();
    }

    private string WhyRefused(RespCommand? command)
    {
        if (command is null)
        {
            var name = Arguments[0];
            return $"ERR unknown command '{Encoding.UTF8.GetString(name[..Math.Min(name.Length, ShownMax)])}'; "
                + $"accepted: {RespCommand.Accepted}";
        }

        if (command.WhyRefused(_reader.Count) is { Length: > 0 } error)
        {
            return error;
        }

        if (!_session.IsKnown && !command.IsForStrangers)
        {
            return RespErrors.NoAuth;
        }

        return RespRequests.WhyRefused(command, Arguments, Services.Limits);
    }

    private async ValueTask AskAsync(RespCommand command, CancellationToken stop)
    {
        var parts = command.PartsOf(_reader.Count);
        var number = _replies.Open(command, parts);
        for (var part = 0; part < parts; part++)
        {
            await AskAsync(RespRequests.Of(command, Arguments, part), number, part, _reader.Bytes / parts, stop);
        }

        if (command.Verb == RespVerb.Del)
        {
            await WhenIdleAsync(stop);
            await DeleteAsync(command, number, stop);
        }
    }

    /// <summary>Posts a request to the loop, as soon as there is room and its key is free for it.</summary>
    private async ValueTask AskAsync(Message request, ulong command, int part, int bytes, CancellationToken stop)
    {
        await WhileFullAsync(stop);
        var isWrite = request is WriteRequest;
        var keyPlace = request switch
        {
            GetRequest get => KeysUnderWay.PlaceOf(get.Key),
            WriteRequest write => KeysUnderWay.PlaceOf(write.Key),
            _ => 0,
        };
        if (_replies.HeldBytes > Services.Connections.UnreadBytesMax
            || !_keys.MayBegin(keyPlace, isWrite)
            || Services.Overload.IsRefusing)
        {
            await WhenIdleAsync(stop);
        }

        await BeginRequestAsync(bytes, stop);
        _keys.Begin(keyPlace, isWrite);
        Turn.Took();
        var place = new RespPlace(command, part, keyPlace, isWrite);
        var asked = NodeEvent.Request(new ReplyTo(Number, place.Correlation), Link, request, bytes);
        await Services.Inbox.PostAsync(asked, stop);
    }

    /// <summary>Deletes what there is of the keys that a command asked for, each once.</summary>
    private async ValueTask DeleteAsync(RespCommand command, ulong number, CancellationToken stop)
    {
        var seen = new HashSet<Key>();
        foreach (var part in _replies.Found(number))
        {
            var key = RespRequests.KeyOf(command, Arguments, part);
            if (seen.Add(key))
            {
                _replies.ExpectDelete(number);
                await AskAsync(RespRequests.Write(key, null), number, part, key.Bytes.Length, stop);
            }
        }

        _replies.Release(number);
    }

    private async ValueTask WhenIdleAsync(CancellationToken stop)
    {
        if (Requests.Count > 0)
        {
            Services.Inbox.Deliver();
            await Requests.WhenIdleAsync().WaitAsync(stop);
        }
    }

    /// <summary>Adds what was encoded to the replies.</summary>
    private void Say()
    {
        Output.Append(_encoded.Written.Span);
        _encoded.Release();
    }
}
