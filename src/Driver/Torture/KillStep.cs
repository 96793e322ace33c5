using DynamoLab.Core;

namespace DynamoLab.Driver.Torture;

/// <summary>Nodes killed together.</summary>
/// <param name="Gap">To wait before it.</param>
/// <param name="Victims">Sorted.</param>
/// <param name="Wiped">One of them, whose data is deleted before it returns; null: none.</param>
/// <param name="Down">From the kill to the restart.</param>
internal sealed record KillStep(TimeSpan Gap, IReadOnlyList<NodeId> Victims, NodeId? Wiped, TimeSpan Down);
