using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>A fault of one node begins or ends, on the operations' clock.</summary>
/// <param name="Kind">
/// <c>crash</c> (the process is killed; its heal is the restart), <c>wipe</c> (its data is deleted; healed when repair
/// has brought every copy back), <c>slow</c>, <c>single_partition</c>, <c>slow_disk</c>, <c>disk_full</c> and others
/// that lose no copy.
/// </param>
/// <param name="Commanded">When the driver decided it.</param>
/// <param name="Actual">When it took effect: windows are cut here.</param>
public sealed record FaultEvent(string Kind, NodeId Node, Instant Commanded, Instant Actual, FaultPhase Phase)
{
    public const string Crash = "crash";

    public const string Wipe = "wipe";
}
