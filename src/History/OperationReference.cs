using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History;

/// <summary>Enough of an operation to find its row in the workload csv.</summary>
/// <param name="ValueId">The value it wrote or saw under the dot; empty for a tombstone.</param>
public readonly record struct OperationReference(
    int Worker, OperationKind Kind, Instant Start, Dot Dot, string ValueId)
{
    public override string ToString() =>
        $"worker {Worker} {KindNames.Of(Kind)} at {Timestamp.Format(Start)} "
        + (Dot == default ? "nothing" : $"dot {Dot} value {Shown(ValueId)}");

    private static string Shown(string valueId) => valueId.Length == 0 ? "(tombstone)" : valueId;
}
