using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Replica;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Network;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation;

/// <summary>How messages get from one to another, or do not.</summary>
internal sealed partial class World
{
    /// <summary>Clients have numbers from 0.</summary>
    private const int LabConnection = -1;

    private readonly Dictionary<ulong, Action<Message>> _labRequests = [];
    private readonly ArrayBufferWriter<byte> _frame = new(1024);
    private int _untilEncoded;

    /// <summary>What waits on the link arrives at once, in order.</summary>
    public void Release(SimLink link)
    {
        while (link.Holds == 0 && link.Waiting.TryDequeue(out var message))
        {
            Enqueue(link, message, NowUs);
        }
    }

    /// <summary>So do requests to a node and its answers.</summary>
    public void ReleaseClients(SimNode node)
    {
        while (node.ClientHolds == 0 && node.ClientWaiting.TryDequeue(out var e))
        {
            Schedule(e with { AtUs = NowUs });
        }
    }

    public void SendRequest(int client, SimNode node, ulong number, Message request)
    {
        if (!IsLost(node.ClientLossPermille))
        {
            var atUs = Late(NowUs + ClientDelayUs(node));
            Schedule(new SimEvent(atUs, EventKind.Request, client, node.Index, number, node.Life, request));
        }
    }

    private void SendMessage(SimNode from, int to, Message message)
    {
        var link = Link(from.Index, to);
        if (from.Index == to)
        {
            throw new ScheduleFailure("sends to itself", $"{from.Id} sends {message.Kind} to itself");
        }

        if (IsLost(link.LossPermille))
        {
            Trace.Message('×', NowUs, from.Index, to, message, "is lost");
            return;
        }

        var arrivalUs = Math.Max(NowUs + DelayUs(from.Index, to), link.LastArrivalUs);
        link.LastArrivalUs = arrivalUs;
        Enqueue(link, message, arrivalUs);
        if (link.DuplicatePermille > 0 && message is not ForwardRequest && _random.Next(1000) < link.DuplicatePermille)
        {
            Coverage.Count(HostPath.MessageDuplicated);
            Enqueue(link, message, arrivalUs);
        }
    }

    private void Enqueue(SimLink link, Message message, long arrivalUs) => Schedule(new SimEvent(
        arrivalUs, EventKind.Message, link.From, link.To, link.Session, Nodes[link.To].Life, message));

    private void Arrive(in SimEvent e)
    {
        var link = Link(e.A, e.B);
        var node = Nodes[e.B];
        if (e.Number < link.HeardSession)
        {
            Coverage.Count(HostPath.OldSessionDropped);
            Trace.Message('×', NowUs, e.A, e.B, e.What!, "is of an older session");
        }
        else if (link.Holds > 0 || link.Waiting.Count > 0)
        {
            Coverage.Count(HostPath.MessageHeld);
            Trace.Message('┤', NowUs, e.A, e.B, e.What!, "waits");
            link.Waiting.Enqueue(e.What!);
        }
        else if (!node.IsUp || node.Life != e.Life)
        {
            Coverage.Count(HostPath.ReceiverGone);
            Trace.Message('×', NowUs, e.A, e.B, e.What!, "meets nobody");
            if (Nodes[e.A].IsUp && _random.Next(2) == 0)
            {
                TellLinkDown(Nodes[e.A], node);
            }
        }
        else if (node.StalledUntilUs > NowUs || node.Backlog.Count > 0)
        {
            Coverage.Count(HostPath.StalledInput);
            node.Backlog.Enqueue(e);
        }
        else
        {
            Deliver(e);
        }
    }

    private void Deliver(in SimEvent e)
    {
        var link = Link(e.A, e.B);
        if (e.Number < link.HeardSession)
        {
            return;
        }

        link.HeardSession = e.Number;
        EventCount++;
        var message = Wire(e.What!);
        Coverage.Count(message.Kind);
        Watch.See(message);
        Trace.Message('→', NowUs, e.A, e.B, message, "");
        StepNode(Nodes[e.B], NodeInput.FromPeer(Nodes[e.A].Id, message));
    }

    private void SendReply(SimNode node, in Reply reply)
    {
        if (reply.To.Connection == LabConnection)
        {
            _labRequests.Remove(reply.To.Correlation, out var onReply);
            onReply?.Invoke(reply.Response);
            return;
        }

        if (!node.Unanswered.Remove(reply.To.Correlation))
        {
            throw new ScheduleFailure("replies twice", $"{node.Id} replies twice, or to nobody: {reply.Response}");
        }

        Trace.Response(NowUs, node.Index, reply.To.Connection, reply.Response);
        if (!IsLost(node.ClientLossPermille))
        {
            var atUs = Late(NowUs + ClientDelayUs(node));
            Schedule(new SimEvent(
                atUs, EventKind.Response, node.Index, reply.To.Connection, reply.To.Correlation, node.Life,
                    reply.Response));
        }
    }

    private long ClientDelayUs(SimNode node) =>
        DelayTables.Draw(Shape, Options.Network.DelayUs, _random) + node.ClientDelayUs;

    private long DelayUs(int from, int to)
    {
        var link = (from * Nodes.Length) + to;
        return DelayTables.Draw(Shape, LinkDelaysUs[link], _random) + Links[link].ExtraDelayUs;
    }

    private bool IsLost(int permille)
    {
        var isLost = permille > 0 && _random.Next(1000) < permille;
        if (isLost)
        {
            Coverage.Count(HostPath.MessageLost);
        }

        return isLost;
    }

    /// <summary>Now and then, or always, through the codec: what arrives must be what was sent.</summary>
    private Message Wire(Message message)
    {
        if (--_untilEncoded > 0)
        {
            return message;
        }

        _untilEncoded = Options.Network.EncodeOneIn;
        _frame.ResetWrittenCount();
        FrameCodec.Write(_frame, 0, message);
        var bytes = _frame.WrittenSpan;
        return FrameCodec.TryRead(ref bytes, out var frame) == FrameResult.Complete
            ? frame.Message
            : throw new ScheduleFailure("cannot be read back", $"{message} cannot be read back");
    }
}
