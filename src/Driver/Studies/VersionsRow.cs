using DynamoLab.Core.Versions;
using DynamoLab.Simulation.Studies.Versions;

namespace DynamoLab.Driver.Studies;

/// <summary>What a scheme made of the schedule.</summary>
/// <param name="Kind">The scheme.</param>
/// <param name="Threshold">Entries a clock may hold before it is pruned; null where nothing is.</param>
/// <param name="Result">The figures.</param>
internal sealed record VersionsRow(VersioningKind Kind, int? Threshold, VersionsResult Result)
{
    public string Name => Threshold is { } entries ? FormattableString.Invariant($"vv, {entries}") : Cells.Word(Kind);
}
