using DynamoLab.Core;
using DynamoLab.Driver.Faults;

namespace DynamoLab.Driver.Torture;

/// <summary>A fault that some nodes live with for a while.</summary>
/// <param name="Gap">To wait before it.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Victims">Sorted.</param>
/// <param name="Hold">How long it lasts.</param>
internal sealed record Condition(TimeSpan Gap, IFault Fault, IReadOnlyList<NodeId> Victims, TimeSpan Hold);
