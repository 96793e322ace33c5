using System.Security.Cryptography;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Peers;

/// <summary>
/// Where peers' messages come in that another network than the port carried. The handshake is the same, and so is what
/// a connection may say; each has a name that its caller drew and tells with every call.
/// </summary>
internal sealed class PeerDoor(ConnectionServices services)
{
    /// <summary>Connections at once, unfinished handshakes among them.</summary>
    private const int CallersMax = 2 * Limits.MembersMax;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Caller> _callers = [];

    /// <summary>Takes a message of the handshake, and gives the answer to it.</summary>
    public Message Greet(Guid connection, Message message)
    {
        lock (_lock)
        {
            if (!_callers.TryGetValue(connection, out var caller))
            {
                Forget();
                if (_callers.Count >= CallersMax)
                {
                    return new Refusal($"more than {CallersMax} connections of peers");
                }

                caller = new Caller(NewSide(), services.Time.GetTimestamp());
                _callers.Add(connection, caller);
            }

            var step = caller.Side.Take(message);
            var refusal = step.Error;
            if (refusal.Length == 0 && caller.Side.Caller is { } hello)
            {
                caller.Session = services.OpenPeer(hello, out refusal);
            }

            if (refusal.Length == 0)
            {
                return step.Send!;
            }

            _callers.Remove(connection);
            services.Watch.NoteRefusal($"connection {connection}", refusal);
            return new Refusal(refusal);
        }
    }

    /// <summary>
    /// Posts frames to the node's loop and has it look. One call of a connection at a time; when it completes, there is
    /// room for more.
    /// </summary>
    /// <returns>Empty, or why the connection has ended.</returns>
    public async ValueTask<string> TakeAsync(Guid connection, ReadOnlyMemory<byte> frames)
    {
        if (Find(connection) is not { Session: { } session } caller || services.Stopping.IsCancellationRequested)
        {
            return "no such connection is open";
        }

        var count = 0;
        for (var rest = frames; rest.Length > 0; count++)
        {
            if (!TryRead(ref rest, out var frame, out var bytes)
                || !RolePolicy.IsAllowed(Role.Peer, frame.Message.Kind))
            {
                return "what came is no frame of a peer";
            }

            if (frame.Message is DelayStamp stamp)
            {
                caller.Stamp = stamp;
                continue;
            }

            var arrived = NodeEvent.FromPeer(session, frame.Message, bytes, caller.Stamp);
            caller.Stamp = null;
            await services.Inbox.PostAsync(arrived, services.Stopping);
        }

        services.Counters.Received(frames.Length, count);
        services.Inbox.Deliver();
        return session.IsSuperseded ? "a later connection has taken over" : "";
    }

    private static bool TryRead(ref ReadOnlyMemory<byte> rest, out Frame frame, out int bytes)
    {
        var span = rest.Span;
        var isFrame = FrameCodec.TryRead(ref span, out frame) == FrameResult.Complete;
        bytes = rest.Length - span.Length;
        rest = rest[bytes..];
        return isFrame;
    }

    private AnsweringSide NewSide() => new(
        services.Self.Id, services.Self.Incarnation, services.Secret, RandomNumberGenerator.GetBytes);

    private Caller? Find(Guid connection)
    {
        lock (_lock)
        {
            return _callers.GetValueOrDefault(connection);
        }
    }

    /// <summary>Forgets those that have a successor, and those that never said who they are.</summary>
    private void Forget()
    {
        var limit = TimeSpan.FromMilliseconds(services.Connections.HandshakeMsMax);
        foreach (var (connection, caller) in _callers)
        {
            if (caller.Session?.IsSuperseded ?? services.Time.GetElapsedTime(caller.Since) > limit)
            {
                _callers.Remove(connection);
            }
        }
    }

    private sealed class Caller(AnsweringSide side, long since)
    {
        public AnsweringSide Side { get; } = side;

        public long Since { get; } = since;

        public PeerSession? Session { get; set; }

        /// <summary>What came last, if it was a stamp: it belongs to the frame behind it.</summary>
        public DelayStamp? Stamp { get; set; }
    }
}
