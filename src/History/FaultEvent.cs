using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>A fault of one node begins or ends, on the operations' clock.</summary>
/// <param name="Kind">
/// <c>crash</c> (the process is killed; its heal is the restart), <c>slow</c>, <c>single_partition</c>,
/// <c>slow_disk</c> or <c>disk_full</c>.
/// </param>
/// <param name="Commanded">When the driver decided it.</param>
/// <param name="Actual">When it took effect: windows are cut here.</param>
public sealed record FaultEvent(string Kind, NodeId Node, Instant Commanded, Instant Actual, FaultPhase Phase)
{
    public const string Crash = "crash";
}
