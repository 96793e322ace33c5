namespace DynamoLab.Simulation.Engine;

/// <summary>The kinds of <see cref="SimEvent"/>.</summary>
internal enum EventKind
{
    /// <summary>A message of node A reaches node B.</summary>
    Message,

    /// <summary>A request of client A reaches node B.</summary>
    Request,

    /// <summary>A response of node A reaches client B.</summary>
    Response,

    /// <summary>A sync of node A's disk ends.</summary>
    Synced,

    /// <summary>Node A notices that its link to B broke.</summary>
    LinkDown,

    /// <summary>Node A may have something due.</summary>
    Wake,

    /// <summary>Node A goes on after a stall.</summary>
    Resume,

    /// <summary>Client A has something to do: an operation to begin, or an attempt that is late.</summary>
    ClientWake,

    /// <summary>Client A notices that its connection to node B broke.</summary>
    ClientLinkDown,

    /// <summary>Fault number A begins.</summary>
    FaultStart,

    /// <summary>Fault number A ends.</summary>
    FaultEnd,

    /// <summary>A disk that refused writes is tried again by node A.</summary>
    DiskRetry,
}
