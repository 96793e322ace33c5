namespace DynamoLab.Simulation.Faults;

/// <summary>What can go wrong in a schedule.</summary>
public enum FaultKind
{
    /// <summary>A process is killed, and starts again when the fault ends.</summary>
    Crash,

    /// <summary>A node's messages wait, both ways, those of clients too.</summary>
    Isolate,

    /// <summary>Messages from one node to another wait; the other way they pass.</summary>
    CutOneWay,

    /// <summary>Messages between two nodes wait, and only between these two.</summary>
    CutPair,

    /// <summary>The nodes fall into two groups; messages between the groups wait.</summary>
    Split,

    /// <summary>Of the messages of one node some vanish, in both directions, those of clients too.</summary>
    Loss,

    /// <summary>Every message from one node to another vanishes.</summary>
    LossOneWay,

    /// <summary>Some messages of one node arrive twice.</summary>
    Duplicate,

    /// <summary>Messages to and from one node take longer, those of clients too.</summary>
    SlowNode,

    /// <summary>Messages from one node to another take longer.</summary>
    SlowLink,

    /// <summary>Connections between two nodes break, with what is under way on them, and open again.</summary>
    Reset,

    /// <summary>A node is told that its link to another one broke; nothing was lost.</summary>
    FalseAlarm,

    /// <summary>A process stands still, as in a long garbage collection, and then finds all that has come.</summary>
    Stall,

    /// <summary>A node's clock is set forward or back.</summary>
    ClockJump,

    /// <summary>A node's clock runs too fast or too slow.</summary>
    ClockDrift,

    /// <summary>
    /// A process is killed by a failure of power: what its disk had not synced is lost, kept or torn.
    /// </summary>
    PowerLoss,

    /// <summary>A process stops as it should, and starts again.</summary>
    Restart,

    /// <summary>A process dies with its disk, and starts again on an empty one.</summary>
    DiskLoss,

    /// <summary>Bits of a node's log turn over.</summary>
    Corruption,

    /// <summary>A node's disk is full.</summary>
    DiskFull,

    /// <summary>A node's disk fails every append, after a part of it.</summary>
    DiskError,

    /// <summary>A node's disk fails every sync.</summary>
    SyncError,

    /// <summary>Records become durable late.</summary>
    SlowDisk,

    /// <summary>A node joins the cluster.</summary>
    Join,
}
