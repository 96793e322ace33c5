using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Gate;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Peers;
using DynamoLab.Replica;

namespace DynamoLab.Node.Loop;

/// <summary>
/// The one loop that owns the node. It takes a bounded batch of what has arrived, steps it all, and then carries the
/// effects out: each touched connection is flushed once per batch. It runs when something has arrived or the node's
/// deadline has come; it never polls, and it has no thread of its own.
/// </summary>
internal sealed class NodeLoop
{
    /// <summary>Events stepped before their effects are carried out.</summary>
    public const int BatchMax = 512;

    private readonly ReplicaNode _node;
    private readonly NodeInbox _inbox;
    private readonly ReplySinks _sinks;
    private readonly PeerLinks _links;
    private readonly StoreKeeper _keeper;
    private readonly HostCounters _counters;
    private readonly NodeLog _log;
    private readonly HostClock _clock;
    private readonly DelayRecorder _delays;
    private readonly LoopAlarm _alarm;
    private readonly NetworkGate<NodeEvent> _arriving;
    private readonly NetworkGate<Outgoing> _leaving;
    private readonly Outbox _outbox = new();
    private readonly List<IReplySink> _touched = [];
    private readonly ArrayBufferWriter<byte> _measure = new();
    private readonly Turns _turns;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<NodeEvent> _stepIn;
    private readonly Action<Outgoing> _sendOff;

    private long _crowdedWarned;

    // The time of the event in hand; asked once per event.
    private Instant _now;
    private volatile bool _isStopped;

    public NodeLoop(
        ReplicaNode node,
        NodeInbox inbox,
        ReplySinks sinks,
        PeerLinks links,
        StoreKeeper keeper,
        HostCounters counters,
        NodeLog log,
        TimeProvider time,
        TimeProvider alarms,
        HostClock clock,
        ulong seed)
    {
        (_node, _inbox, _sinks, _links, _keeper) = (node, inbox, sinks, links, keeper);
        (_counters, _log, _clock) = (counters, log, clock);
        _delays = new DelayRecorder(time);
        _alarm = new LoopAlarm(alarms, Run);
        _arriving = new NetworkGate<NodeEvent>(LinkDirection.In, DeterministicRandom.Mix(seed + 1));
        _leaving = new NetworkGate<Outgoing>(LinkDirection.Out, DeterministicRandom.Mix(seed + 2));
        _stepIn = StepIn;
        _sendOff = SendOff;
        _turns = new Turns(RunBatches, Break);
        inbox.Deliver = Run;
    }

    /// <summary>Ends when the loop was stopped; with an exception when the node's invariants broke.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Has the node take what has arrived, on this thread; returns at once when another thread is at it, which then
    /// takes it too. A message is so stepped and its effects sent on the thread that read it: nobody needs waking.
    /// </summary>
    public void Run() => _turns.Take();

    /// <summary>Has it end after the batch in hand; what had to be answered has been.</summary>
    public void Stop()
    {
        _isStopped = true;
        Run();
    }

    private void RunBatches()
    {
        do
        {
            if (_isStopped)
            {
                _alarm.Dispose();
                _ended.TrySetResult();
                return;
            }

            RunBatch();
        }
        while (_inbox.HasEvents);
    }

    /// <summary>A node whose invariants broke takes no further step.</summary>
    private void Break(Exception e)
    {
        _alarm.Dispose();
        _ended.TrySetException(e);
    }

    private void RunBatch()
    {
        var taken = 0;
        for (; taken < BatchMax && _inbox.TryTake(out var next); taken++)
        {
            _now = _clock.Now;
            Accept(next);
        }

        if (taken == 0)
        {
            _now = _clock.Now;
        }

        _arriving.Release(_now, _stepIn);

        // After the inbox was emptied: the end of an fsync is announced there, and is not to be overlooked.
        _keeper.Tick(_now);
        if (_node.NextDeadline <= _now)
        {
            _node.Tick(_now, _outbox);
        }

        WarnOfCrowds();
        CarryOut();
        _leaving.Release(_now, _sendOff);
        Flush();
        var due = Instant.Min(_node.NextDeadline, _keeper.NextDue);
        _alarm.Set(Instant.Min(due, Instant.Min(_arriving.NextDue, _leaving.NextDue)), _now);
    }

    private void Accept(in NodeEvent arrived)
    {
        switch (arrived.Kind)
        {
            case NodeEventKind.LinkDown:
                _node.Step(NodeInput.LinkDown(arrived.Peer), _now, _outbox);
                break;
            default:
                var verdict = _arriving.IsActive
                    ? _arriving.Check(arrived.Link, arrived, arrived.Bytes, _now)
                    : GateVerdict.Pass;
                if (verdict == GateVerdict.Pass)
                {
                    StepIn(arrived);
                }
                else if (verdict == GateVerdict.Dropped && arrived.Kind == NodeEventKind.Request)
                {
                    _inbox.Requests.End();
                }

                break;
        }
    }

    private void StepIn(NodeEvent arrived)
    {
        if (arrived.Kind == NodeEventKind.PeerMessage)
        {
            if (arrived.Session!.IsSuperseded)
            {
                _counters.Dropped(1);
                return;
            }

            if (arrived.Stamp is { } stamp)
            {
                _delays.Taken(arrived.Session.Peer, arrived.Message!, stamp);
            }

            _node.Step(NodeInput.FromPeer(arrived.Session.Peer, arrived.Message!), _now, _outbox);
        }
        else if (arrived.Message is SetNetworkRules command)
        {
            _outbox.Add(arrived.ReplyTo, SetRules(command));
        }
        else if (arrived.Message is SetDiskRules disk)
        {
            _outbox.Add(arrived.ReplyTo, _keeper.SetRules(disk, _now));
        }
        else if (arrived.Message is DelaysRequest asked)
        {
            _outbox.Add(arrived.ReplyTo, _delays.Answer(asked));
        }
        else
        {
            _node.Step(NodeInput.Request(arrived.ReplyTo, arrived.Message!), _now, _outbox);
        }
    }

    /// <summary>What waits goes on its way before the new rules hold, so no link's order is broken.</summary>
    private ControlDone SetRules(SetNetworkRules command)
    {
        var error = NetworkRules.TryOf(command.Rules, out var rules);
        if (error.Length == 0)
        {
            CarryOut();
            _leaving.Replace(rules, _sendOff);
            _arriving.Replace(rules, _stepIn);
            _log.NetworkRulesSet(rules.ToString());
        }

        return new ControlDone(error.Length == 0, _now.Microseconds, error);
    }

    /// <summary>
    /// Writes what was applied and sends the outbox on its way. What became durable by that is stepped at once, until
    /// nothing more does.
    /// </summary>
    private void CarryOut()
    {
        while (true)
        {
            _keeper.Write(_now);
            for (var i = 0; i < _outbox.Sends.Count; i++)
            {
                var send = _outbox.Sends[i];
                var stamp = _delays.StampOf(send.Peer, send.Message);
                PassOut(GateLink.OfPeer(send.Peer), Outgoing.To(send.Peer, send.Message, stamp));
            }

            foreach (var introduction in _outbox.Introductions)
            {
                PassOut(GateLink.OfPeer(default), Outgoing.To(introduction.Address, introduction.Message));
            }

            for (var i = 0; i < _outbox.Replies.Count; i++)
            {
                PassOut(_outbox.Replies[i]);
            }

            var wanted = _outbox.PersistThrough;
            _outbox.Clear();
            if (!_keeper.TryNext(wanted, _now, out var input))
            {
                return;
            }

            _node.Step(input, _now, _outbox);
        }
    }

    private void PassOut(Reply reply)
    {
        var sink = _sinks.Find(reply.To.Connection);
        if (sink is null)
        {
            _inbox.Requests.End();
            return;
        }

        var response = reply.Response is StatusResponse status ? Completed(status) : reply.Response;
        PassOut(sink.Link, Outgoing.Reply(sink, reply.To.Correlation, response));
    }

    private void PassOut(GateLink link, Outgoing message)
    {
        var verdict = _leaving.IsActive
            ? _leaving.Check(link, message, SizeOf(message.Message), _now)
            : GateVerdict.Pass;
        if (verdict == GateVerdict.Pass)
        {
            SendOff(message);
        }
        else if (verdict == GateVerdict.Dropped && message.Sink is not null)
        {
            _inbox.Requests.End();
        }
    }

    private void SendOff(Outgoing message)
    {
        if (message.Sink is { } sink)
        {
            sink.Reply(message.Correlation, message.Message);
            _inbox.Requests.End();
            if (!sink.IsTouched)
            {
                sink.IsTouched = true;
                _touched.Add(sink);
            }

            return;
        }

        _links.Append(message, _node);
    }

    private void Flush()
    {
        foreach (var sink in _touched)
        {
            sink.IsTouched = false;
            sink.Flush();
        }

        _touched.Clear();
        _links.Flush();
    }

    private void WarnOfCrowds()
    {
        var crowded = _node.Counters[NodeCounter.KeysCrowded];
        if (crowded != _crowdedWarned)
        {
            _crowdedWarned = crowded;
            _log.KeyCrowded(_node.LastCrowdedKey);
        }
    }

    /// <summary>Adds what only the host knows.</summary>
    private StatusResponse Completed(StatusResponse status)
    {
        IEnumerable<Counter> gates =
        [
            new("gate_waiting", _arriving.WaitingCount + _leaving.WaitingCount),
            new("gate_waiting_bytes", _arriving.WaitingBytes + _leaving.WaitingBytes),
            new("gate_dropped", _arriving.DroppedCount + _leaving.DroppedCount),
            new("peer_links", _links.Count),
        ];
        return status with
        {
            ProcessId = Environment.ProcessId,
            Settings = $"{status.Settings} {_links.Settings}",
            Counters = [.. status.Counters, .. _counters.Snapshot(), .. gates, .. _keeper.Counters()],
        };
    }

    /// <summary>Bytes on the wire; asked for only while a fault is in force.</summary>
    private int SizeOf(Message message)
    {
        _measure.ResetWrittenCount();
        FrameCodec.Write(_measure, 0, message);
        return _measure.WrittenCount;
    }
}
