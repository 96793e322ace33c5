using DynamoLab.Core.Versions;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;
using DynamoLab.Simulation.Studies.Versions;

namespace DynamoLab.Driver.Studies;

/// <summary>Rows as charts and a table.</summary>
internal static class VersionsReport
{
    private static readonly string[] Lead =
    [
        "The same steps under every scheme: who reads, writes and exchanges what, when, where, and which messages are "
            + "lost. A false conflict is a sibling beside a write whose client knew it; a lost write is one that "
            + "nobody knew of when writing, and that is gone once everybody has told everybody. Both are judged by "
            + "what clients really had read, not by clocks.",
        "dvv: dotted version vectors. vv: classic vector clocks, the oldest entries pruned above the threshold (Dynamo "
            + "§4.4 prunes above 10). Every fallback that coordinates a write adds an entry, so small thresholds "
            + "forget ancestors, which come back as siblings. vv loses writes too: one whose context missed a sibling "
            + "of the same coordinator replaces it. lww keeps the latest by clock, with clocks that are off.",
    ];

    public static StudyResults Of(IReadOnlyList<VersionsRow> rows) => new(
        "What versions cost and keep", Lead,
        [
            Chart(rows, "Siblings", "siblings of a read, mean", r => r.SiblingsMean),
            Chart(rows, "Clocks", "bytes around the values of a read, mean", r => r.ClockBytesMean),
            Chart(
                rows, "False conflicts", "share of reads with one, in percent",
                r => 100.0 * r.FalseConflictReads / Math.Max(1, r.Reads)),
            Chart(
                rows, "Lost writes", "share of all writes, in percent",
                r => 100.0 * r.LostWrites / Math.Max(1, r.Writes)),
        ],
        [Table(rows)]);

    private static Chart Chart(
        IReadOnlyList<VersionsRow> rows, string title, string unit, Func<VersionsResult, double> figure)
    {
        var thresholds = rows.Where(r => r.Threshold is not null).ToArray();
        double[] ends = [thresholds[0].Threshold!.Value, thresholds[^1].Threshold!.Value];
        return StudyCharts.Of(
            title, "entries of a vv clock before it is pruned", new ChartAxis(unit),
            StudyCharts.Measured(
                "vv", thresholds.Select(r => new ChartPoint(r.Threshold!.Value, figure(r.Result)))),
            Flat(VersioningKind.Dvv),
            Flat(VersioningKind.Lww));

        ChartSeries Flat(VersioningKind kind) => StudyCharts.Reference(
            Cells.Word(kind), ends.Select(x => new ChartPoint(x, figure(rows.Single(r => r.Kind == kind).Result))));
    }

    private static StudyTable Table(IReadOnlyList<VersionsRow> rows) => new(
        "versions", "One schedule under every scheme",
        [
            "versioning", "clock_entries_max", "reads", "writes", "siblings_mean", "siblings_max", "clock_bytes_mean",
            "clock_bytes_max", "false_conflict_reads", "false_siblings_at_end", "lost_writes",
        ],
        [.. rows.Select(r => new[]
        {
            Cells.Word(r.Kind), r.Threshold is { } entries ? Cells.Of(entries) : "", Cells.Of(r.Result.Reads),
            Cells.Of(r.Result.Writes), Cells.Of(r.Result.SiblingsMean), Cells.Of(r.Result.SiblingsMax),
            Cells.Of(r.Result.ClockBytesMean), Cells.Of(r.Result.ClockBytesMax), Cells.Of(r.Result.FalseConflictReads),
            Cells.Of(r.Result.FalseSiblings), Cells.Of(r.Result.LostWrites),
        })]);
}
