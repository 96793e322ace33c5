namespace DynamoLab.Driver.Experiments;

/// <summary>The one fault of an experiment: <c>--failure_mode</c>.</summary>
public enum FailureMode
{
    /// <summary>No fault. The default.</summary>
    None,

    /// <summary>SIGKILL to random nodes, which are restarted when the failure ends unless told otherwise.</summary>
    Crash,

    /// <summary>Every message a random node sends or receives waits.</summary>
    Slow,

    /// <summary>A random node's messages wait so long that it takes no part in any quorum.</summary>
    SinglePartition,

    /// <summary>Every write and every fsync of a random node's disk waits.</summary>
    SlowDisk,

    /// <summary>No write to a random node's disk succeeds; reads do.</summary>
    DiskFull,
}
