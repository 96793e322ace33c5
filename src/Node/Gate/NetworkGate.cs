using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Gate;

/// <summary>
/// Where network faults enter, one gate per direction: messages that a rule matches wait, and so does whatever follows
/// them on the same link, which keeps every link's order. The node's loop owns the gate, so it needs no lock, and no
/// message can slip past while the rules change. Time is a parameter.
/// </summary>
internal sealed class NetworkGate<T>(LinkDirection direction, ulong seed)
{
    /// <summary>Messages that wait at once; excess is dropped and counted.</summary>
    public const int WaitingMax = 131_072;

    /// <summary>Bytes that wait at once; excess is dropped and counted.</summary>
    public const long WaitingBytesMax = 64 * 1024 * 1024;

    private readonly DeterministicRandom _random = new(seed);
    private readonly Dictionary<GateLink, Queue<Waiting>> _lanes = [];
    private readonly PriorityQueue<GateLink, (Instant Due, long Order)> _heads = new();
    private NetworkRules _rules = NetworkRules.None;
    private long _order;

    public int WaitingCount { get; private set; }

    public long WaitingBytes { get; private set; }

    public long DroppedCount { get; private set; }

    /// <summary>False when every message may pass unasked: there is no rule, and nobody waits.</summary>
    public bool IsActive => !_rules.IsEmpty || WaitingCount > 0;

    /// <summary>When the next message is due.</summary>
    public Instant NextDue => _heads.TryPeek(out _, out var head) ? head.Due : Instant.Never;

    /// <summary>Says whether the message may pass, and keeps it where not.</summary>
    public GateVerdict Check(GateLink link, in T message, int bytes, Instant now)
    {
        if (!IsActive || !link.IsGated)
        {
            return GateVerdict.Pass;
        }

        var rule = _rules.Match(link, direction);
        var isBehindOthers = _lanes.TryGetValue(link, out var lane);
        if (rule is null && !isBehindOthers)
        {
            return GateVerdict.Pass;
        }

        if (WaitingCount >= WaitingMax || WaitingBytes + bytes > WaitingBytesMax)
        {
            DroppedCount++;
            return GateVerdict.Dropped;
        }

        var due = rule is null ? now : now.PlusMs(rule.DelayMs + _random.Next(rule.JitterMs + 1));
        Enqueue(link, lane, new Waiting(message, bytes, due));
        return GateVerdict.Held;
    }

    /// <summary>Hands on what is due, each link's messages in order.</summary>
    public void Release(Instant now, Action<T> deliver)
    {
        while (_heads.TryPeek(out var link, out var head) && head.Due <= now)
        {
            _heads.Dequeue();
            Deliver(link, now, deliver);
        }
    }

    /// <summary>Replaces the rules and hands on everything that waits under the old ones.</summary>
    public void Replace(NetworkRules rules, Action<T> deliver)
    {
        Release(Instant.Never, deliver);
        _rules = rules;
    }

    private void Enqueue(GateLink link, Queue<Waiting>? lane, Waiting waiting)
    {
        WaitingCount++;
        WaitingBytes += waiting.Bytes;
        if (lane is null)
        {
            lane = new Queue<Waiting>();
            _lanes.Add(link, lane);
            _heads.Enqueue(link, (waiting.Due, _order++));
        }

        lane.Enqueue(waiting);
    }

    private void Deliver(GateLink link, Instant now, Action<T> deliver)
    {
        var lane = _lanes[link];
        while (lane.TryPeek(out var next) && next.Due <= now)
        {
            lane.Dequeue();
            WaitingCount--;
            WaitingBytes -= next.Bytes;
            deliver(next.Message);
        }

        if (lane.Count > 0)
        {
            _heads.Enqueue(link, (lane.Peek().Due, _order++));
        }
        else
        {
            _lanes.Remove(link);
        }
    }

    private readonly record struct Waiting(T Message, int Bytes, Instant Due);
}
