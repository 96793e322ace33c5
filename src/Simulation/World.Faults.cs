using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.History;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation;

/// <summary>What faults need of the world.</summary>
internal sealed partial class World
{
    /// <summary>Told of every crash that takes copies with it.</summary>
    public Action<FaultEvent> CopiesLost { get; set; } = static _ => { };

    /// <summary>From now on the planned faults happen.</summary>
    public void ScheduleFaults()
    {
        for (var i = 0; i < Options.Faults.Count; i++)
        {
            var atUs = NowUs + (Options.Faults[i].AtMs * 1000L);
            Schedule(new SimEvent(atUs, EventKind.FaultStart, i, 0, 0, 0, null));
        }
    }

    /// <summary>The process is killed, and with the power gone its disk loses what was not synced.</summary>
    public void Crash(SimNode node, bool losesPower)
    {
        Trace.Note(NowUs, node.Index, $"{(losesPower ? "loses power" : "is killed")}");
        var durability = Options.Node.Durability;
        if (durability == Durability.Memory || (losesPower && durability == Durability.Buffered))
        {
            LoseCopies(node);
        }

        node.Storage.Crash(losesPower);
        StopNode(node);
    }

    /// <summary>The process ends as it should: all that it holds is on its disk, with the proof of that.</summary>
    public void StopCleanly(SimNode node)
    {
        Trace.Note(NowUs, node.Index, $"stops");
        if (Options.Node.Durability == Durability.Memory)
        {
            LoseCopies(node);
        }

        if (node.Storage is { Log: { } log, Ticket: { } ticket })
        {
            NodeStorage.Run(log, ticket);
        }

        node.Storage.Log?.Close();
        node.Storage.Crash(losesPower: false);
        StopNode(node);
    }

    /// <summary>The process dies with its disk.</summary>
    public void LoseDisk(SimNode node)
    {
        Trace.Note(NowUs, node.Index, $"loses its disk");
        LoseCopies(node);
        node.Storage.Crash(losesPower: true);
        node.Storage.LoseDisk();
        StopNode(node);
    }

    /// <summary>Bits of its log turn over, under a running process or a dead one.</summary>
    public void Corrupt(SimNode node, DeterministicRandom draw)
    {
        if (node.Storage.Corrupt(draw))
        {
            LoseCopies(node);
        }
    }

    private void LoseCopies(SimNode node)
    {
        node.CopiesLostAtUs = NowUs;
        CopiesLost(new FaultEvent(FaultEvent.Crash, node.Id, Now, Now, FaultPhase.Inject));
    }

    public void JumpClock(SimNode node, long byUs)
    {
        Trace.Note(NowUs, node.Index, $"its clock is set by {byUs} us");
        node.Clock.Jump(NowUs, byUs);
        Rewake(node);
    }

    public void SetDrift(SimNode node, long driftPpm)
    {
        node.Clock.SetDrift(NowUs, driftPpm);
        Rewake(node);
    }

    /// <summary>The clock reads otherwise now, so what was due at one true time is due at another.</summary>
    private void Rewake(SimNode node)
    {
        node.WakeAtUs = long.MaxValue;
        ScheduleWake(node);
    }
}
