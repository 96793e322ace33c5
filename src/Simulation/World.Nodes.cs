using System.Globalization;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Replica;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Nodes;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Simulation;

/// <summary>
/// What a host does for its machine: hands it its inputs, wakes it in time, carries out what it wants.
/// </summary>
internal sealed partial class World
{
    /// <summary>A tick that leaves something due at once would keep its host from ever sleeping.</summary>
    private const int TicksAtOnceMax = 3;

    public void StartNode(SimNode node)
    {
        var seeds = Nodes.Where(other => other != node && other.HasStarted).Select(other => other.Address).ToArray();
        Count(HostPath.Restarted, node.HasStarted);

        try
        {
            node.Start(Options.Node, seeds, NowUs);
        }
        catch (DiskException e)
        {
            // What keeps the process running tries again in a while.
            Coverage.Count(HostPath.StartRefused);
            Trace.Note(NowUs, node.Index, $"cannot start: {e.Message}");
            return;
        }

        if (node.Storage.Log is { } log)
        {
            CountRecovery(log);
        }

        Trace.Note(NowUs, node.Index, $"starts, incarnation {node.Incarnation}");
        foreach (var peer in Nodes)
        {
            if (peer != node)
            {
                Link(node.Index, peer.Index).Reconnect(losesInFlight: false);
            }
        }

        ScheduleWake(node);
    }

    /// <summary>
    /// The process ends. What it had not sent is gone; its peers and clients may notice that, or may not.
    /// </summary>
    public void StopNode(SimNode node)
    {
        Coverage.Count(node.Machine.Counters);
        node.Stop();
        foreach (var peer in Nodes)
        {
            if (peer == node)
            {
                continue;
            }

            // Held back at the sender, messages outlive the crash of their receiver; at the receiver they do not.
            Link(node.Index, peer.Index).Waiting.Clear();
            if (_random.Next(2) == 0)
            {
                Link(peer.Index, node.Index).Waiting.Clear();
            }

            Link(peer.Index, node.Index).Reconnect(losesInFlight: true);
            if (_random.Next(2) == 0)
            {
                TellLinkDown(peer, node);
            }
        }

        Clients.OnNodeStopped(node);
    }

    /// <summary>The peer hears, after a while, that its link to the node broke.</summary>
    public void TellLinkDown(SimNode peer, SimNode node)
    {
        if (peer.IsUp)
        {
            var atUs = NowUs + DelayUs(node.Index, peer.Index);
            Schedule(new SimEvent(atUs, EventKind.LinkDown, peer.Index, node.Index, 0, peer.Life, null));
        }
    }

    /// <summary>A client's request arrives.</summary>
    public ulong NextRequest() => ++_lastRequest;

    /// <summary>A request of the lab: it passes every fault by, or nothing could heal.</summary>
    public void Ask(SimNode node, Message request, Action<Message> onReply)
    {
        var number = NextRequest();
        _labRequests[number] = onReply;
        StepNode(node, NodeInput.Request(new ReplyTo(LabConnection, number), request));
    }

    private void ToNode(in SimEvent e)
    {
        var node = Nodes[e.Kind == EventKind.Request ? e.B : e.A];
        if (node.Life != e.Life || !node.IsUp)
        {
            if (e.Kind == EventKind.Request)
            {
                Clients.OnRefused(e);
            }
        }
        else if (node.StalledUntilUs > NowUs || node.Backlog.Count > 0)
        {
            Coverage.Count(HostPath.StalledInput);
            node.Backlog.Enqueue(e);
        }
        else
        {
            Handle(node, e);
        }
    }

    private void Resume(SimNode node, int life)
    {
        if (node.Life != life || node.StalledUntilUs > NowUs)
        {
            return;
        }

        while (node.Life == life && node.Backlog.TryDequeue(out var e))
        {
            Handle(node, e);
        }
    }

    private void Handle(SimNode node, in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Wake when e.AtUs == node.WakeAtUs:
                node.WakeAtUs = long.MaxValue;
                Tick(node);
                break;
            case EventKind.Wake:
                break;
            case EventKind.Message:
                Deliver(e);
                break;
            case EventKind.Request:
                EventCount++;
                node.Unanswered[e.Number] = NowUs;
                Trace.Request(e);
                StepNode(node, NodeInput.Request(new ReplyTo(e.A, e.Number), Wire(e.What!)));
                break;
            case EventKind.LinkDown:
                Coverage.Count(HostPath.LinkDown);
                Trace.Note(NowUs, node.Index, $"hears that its link to {Nodes[e.B].Id} broke");
                StepNode(node, NodeInput.LinkDown(Nodes[e.B].Id));
                break;
            case EventKind.DiskRetry:
                OnDiskRetry(node);
                break;
            case EventKind.Synced:
                EventCount++;
                OnSynced(node, e);
                break;
        }
    }

    private void StepNode(SimNode node, in NodeInput input)
    {
        node.Machine.Step(input, node.Clock.At(NowUs), node.Outbox);
        CarryOut(node);
        ScheduleWake(node);
    }

    private void Tick(SimNode node)
    {
        var now = node.Clock.At(NowUs);
        for (var ticks = 0; node.Machine.NextDeadline <= now; ticks++)
        {
            if (ticks == TicksAtOnceMax)
            {
                throw new ScheduleFailure("spins", $"{node.Id} is due again at once: its host would spin");
            }

            node.Machine.Tick(now, node.Outbox);
            CarryOut(node);
        }

        ScheduleWake(node);
    }

    private void ScheduleWake(SimNode node)
    {
        if (node.IsUp && Math.Max(NowUs, node.Clock.TrueTimeOf(node.Machine.NextDeadline)) is var at
            && at < node.WakeAtUs)
        {
            node.WakeAtUs = at;
            Schedule(new SimEvent(at, EventKind.Wake, node.Index, 0, 0, node.Life, null));
        }
    }

    /// <summary>What a host does after a step, until nothing is left to do.</summary>
    private void CarryOut(SimNode node)
    {
        var outbox = node.Outbox;
        while (true)
        {
            node.Storage.Write();
            Send(node, outbox);
            var wanted = outbox.PersistThrough;
            outbox.Clear();
            if (!TryNextOfStore(node, wanted, out var input))
            {
                return;
            }

            node.Machine.Step(input, node.Clock.At(NowUs), outbox);
        }
    }

    private void Send(SimNode node, Outbox outbox)
    {
        for (var i = 0; i < outbox.Sends.Count; i++)
        {
            // A host knows the addresses of members only.
            var send = outbox.Sends[i];
            if (node.Machine.MemberOf(send.Peer) is not null)
            {
                SendMessage(node, IndexOf(send.Peer), send.Message);
            }
        }

        for (var i = 0; i < outbox.Introductions.Count; i++)
        {
            var introduction = outbox.Introductions[i];
            SendMessage(node, IndexOf(new(introduction.Address.Host)), introduction.Message);
        }

        for (var i = 0; i < outbox.Replies.Count; i++)
        {
            SendReply(node, outbox.Replies[i]);
        }
    }

    private long Late(long untilUs) => _lateUs = Math.Max(_lateUs, untilUs);

    private int IndexOf(NodeId id) => int.Parse(id.Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture) - 1;
}
