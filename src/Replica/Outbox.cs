using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>
/// What a node wants done. The host carries the effects out in order and then calls <see cref="Clear"/>; many steps may
/// share one outbox, so that a host flushes and makes durable once for all of them.
/// </summary>
public sealed class Outbox
{
    private readonly List<Send> _sends = [];
    private readonly List<Reply> _replies = [];
    private readonly List<Introduction> _introductions = [];

    /// <summary>Messages to members; messages to one peer must arrive in this order or not at all.</summary>
    public IReadOnlyList<Send> Sends => _sends;

    public IReadOnlyList<Reply> Replies => _replies;

    /// <summary>Messages to addresses whose node is not known yet.</summary>
    public IReadOnlyList<Introduction> Introductions => _introductions;

    /// <summary>
    /// The last record applied to the store that somebody waits for, or 0. Once it is durable the host steps
    /// <see cref="NodeInput.Durable"/> with it, or with a later one.
    /// </summary>
    public long PersistThrough { get; private set; }

    public void Add(NodeId peer, Message message) => _sends.Add(new Send(peer, message));

    public void Add(ReplyTo to, Message response) => _replies.Add(new Reply(to, response));

    public void Add(NodeAddress address, Message message) => _introductions.Add(new Introduction(address, message));

    public void Persist(long sequence) => PersistThrough = Math.Max(PersistThrough, sequence);

    public void Clear()
    {
        _sends.Clear();
        _replies.Clear();
        _introductions.Clear();
        PersistThrough = 0;
    }
}
