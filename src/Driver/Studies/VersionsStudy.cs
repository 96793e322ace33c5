using DynamoLab.Core.Versions;
using DynamoLab.Report.Studies;
using DynamoLab.Simulation.Studies.Versions;

namespace DynamoLab.Driver.Studies;

/// <summary>One schedule under every versioning scheme.</summary>
internal sealed class VersionsStudy(VersionsPlan plan) : IStudy
{
    private static readonly int[] Thresholds = [2, 3, 4, 5, 7, 10, 15, 20, 30, 50];

    public string Name => "versions";

    public string Parameters => FormattableString.Invariant(
        $"operations {plan.Operations}, keyspace {plan.Keys}, nodes {plan.Nodes}, clients {plan.Clients}, ")
        + FormattableString.Invariant(
            $"fallback_share {plan.FallbackShare}, loss_share {plan.LossShare}, blind_share {plan.BlindShare}, ")
        + FormattableString.Invariant($"skew_ms {plan.SkewMs}");

    public StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var schedule = VersionsSchedule.Draw(plan, seed);
        progress($"{schedule.Count} steps drawn");
        var rows = new List<VersionsRow>();
        foreach (var (kind, threshold) in Schemes())
        {
            cancellation.ThrowIfCancellationRequested();
            var rules = Versioning.Of(kind, threshold ?? Versioning.ClockEntriesMaxDefault);
            rows.Add(new VersionsRow(kind, threshold, VersionsPlay.Run(plan, schedule, rules, seed)));
            progress($"{rows[^1].Name} played");
        }

        return VersionsReport.Of(rows);
    }

    private static IEnumerable<(VersioningKind Kind, int? Threshold)> Schemes() =>
    [
        (VersioningKind.Dvv, null),
        .. Thresholds.Select(t => (VersioningKind.Vv, (int?)t)),
        (VersioningKind.Lww, null),
    ];
}
