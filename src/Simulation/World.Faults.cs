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

    public void Crash(SimNode node)
    {
        Trace.Note(NowUs, node.Index, $"is killed");
        CopiesLost(new FaultEvent(FaultEvent.Crash, node.Id, Now, Now, FaultPhase.Inject));
        StopNode(node);
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
