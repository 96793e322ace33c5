using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Runs;

/// <summary>
/// A lane for every node that a fault struck, and for every kind of fault where there are several: colours repeat, and
/// not everybody sees them, so the lanes name the kinds too.
/// </summary>
public sealed class FaultLanes
{
    public const string Title = "Faults";

    internal const string Note = "Solid: in place. Pale: commanded, but not in place or not gone yet.";

    private readonly IReadOnlyList<string> _kinds;

    /// <param name="faults">At least one.</param>
    public FaultLanes(IReadOnlyList<FaultSpan> faults)
    {
        Faults = faults;
        _kinds = [.. faults.Select(f => f.Kind).Distinct()];
        Names =
        [
            .. faults.OrderBy(f => f.Node.Length).ThenBy(f => f.Node, StringComparer.Ordinal)
                .ThenBy(f => f.Kind, StringComparer.Ordinal).Select(NameOf).Distinct(),
        ];
    }

    public IReadOnlyList<FaultSpan> Faults { get; }

    /// <summary>Of the lanes, from the top.</summary>
    public IReadOnlyList<string> Names { get; }

    internal IReadOnlyList<LegendEntry> Legend =>
        [.. _kinds.Select(kind => new LegendEntry(kind, "column", ColorOf(kind)))];

    internal int IndexOf(FaultSpan fault) => Names.Index().First(lane => lane.Item == NameOf(fault)).Index;

    internal string ColorOf(FaultSpan fault) => ColorOf(fault.Kind);

    private string ColorOf(string kind) => Palette.OfSeries(_kinds.Index().First(k => k.Item == kind).Index + 1);

    private string NameOf(FaultSpan fault) => _kinds.Count == 1 ? fault.Node : $"{fault.Node} {fault.Kind}";
}
