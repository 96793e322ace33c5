using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Runs;

/// <summary>How replicas came together again.</summary>
public static class RepairCharts
{
    private static readonly (string Name, Func<HealingPhase, HealingCount> Count)[] Healers =
    [
        ("hint", p => p.Hint), ("read repair", p => p.ReadRepair), ("background exchange", p => p.BackgroundExchange),
        ("repair round", p => p.ExplicitRound),
    ];

    /// <summary>Keys whose replicas still differed after every round; null when nothing ever did.</summary>
    public static Chart? Divergence(ConvergenceMetrics? convergence)
    {
        if (convergence is null || convergence.KeysAgreedAlready == convergence.KeysTested)
        {
            return null;
        }

        var last = convergence.KeysByRounds.Select(r => r.Rounds).DefaultIfEmpty().Max();
        var rounds = Enumerable.Range(0, last + 1).ToArray();
        return new Chart
        {
            Name = "divergence",
            Title = "Divergence by repair round",
            Note = "Keys whose replicas did not hold the same after so many rounds; 0 is before the first.",
            X = new ChartAxis("repair rounds") { Names = [.. rounds.Select(r => Numbers.Plain(r))] },
            Y = new ChartAxis("keys that differ"),
            Series =
            [
                new("", [.. rounds.Select(round => new ChartPoint(round, Left(convergence, round)))])
                {
                    Shape = SeriesShape.Columns,
                },
            ],
        };
    }

    /// <summary>What healed replicas, phase by phase; null when nothing did.</summary>
    public static Chart? Healing(HealingMetrics? healing)
    {
        if (healing is null || healing.Phases.Count == 0 || Healers.All(h => h.Count(healing.Total).Keys == 0))
        {
            return null;
        }

        return new Chart
        {
            Name = "healing",
            Title = "What healed replicas",
            Note = "Times that a replica which was behind was brought forward, by what did it first. A write that came "
                + "late, as after a cut, is nobody's. Settling: from the end of the workload on.",
            X = new ChartAxis("phase") { Names = [.. healing.Phases.Select(p => p.Name)] },
            Y = new ChartAxis("keys healed, each replica by itself"),
            Series =
            [
                .. Healers.Select(healer => new ChartSeries(
                    healer.Name,
                    [.. healing.Phases.Index().Select(p => new ChartPoint(p.Index, healer.Count(p.Item).Keys))])
                {
                    Shape = SeriesShape.Columns,
                }),
            ],
        };
    }

    private static long Left(ConvergenceMetrics convergence, int round) =>
        convergence.KeysTested - convergence.KeysByRounds.Where(r => r.Rounds <= round).Sum(r => r.Keys);
}
