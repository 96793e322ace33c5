using System.Globalization;
using DynamoLab.Core;
using DynamoLab.Driver.Studies;
using DynamoLab.History.Pbs;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Pbs;

/// <summary>The staleness that a run's one-way delays let expect, beside what its clients saw.</summary>
internal sealed class RunStudy(RunData run, long trials) : IStudy
{
    public string Name => "pbs";

    public string Command => "pbs";

    public string Origin => $"measured: {run.Facts.Provenance} · predicted";

    public string Parameters => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Folder}, N {run.Facts.Replicas}, R {run.Facts.ReadQuorum}, W {run.Facts.WriteQuorum}, trials {trials}");

    public StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var seeds = new DeterministicRandom(seed);
        var nodes = run.Delays.Nodes;
        var cluster = new MeasuredCluster(nodes, run.Delays.Links)
        {
            IsTokenAware = run.Facts.IsTokenAware,
            IsOwnCopyWaitedFor = run.Facts.IsSync,
        };
        var coordinators = Play(cluster, "at the coordinators", seeds.NextUInt64(), progress, cancellation);
        var clients = Play(
            cluster.With(run.Sights.WaitsOf(nodes)), "as clients see it", seeds.NextUInt64(), progress, cancellation);
        var curve = CurveOf(clients);
        return RunReport.Of(run, coordinators, Bins(curve, CurveOf(coordinators)), Staleness(curve));
    }

    private WarsCell Play(
        MeasuredCluster cluster, string what, ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var carlo = new WarsMonteCarlo(
            cluster, run.Facts.Replicas, [new QuorumPair(run.Facts.ReadQuorum, run.Facts.WriteQuorum)],
            ConsistencyByAge.FineTimes, trials, seed);
        PaperStudy.Play(carlo, share => progress($"{what}, {share:0%} of {trials:#,0} trials"), cancellation);
        return carlo.Cells()[0];
    }

    private static ConsistencyByAge CurveOf(WarsCell cell) => new(ConsistencyByAge.FineTimes, cell.Shares);

    private List<AgeBin> Bins(ConsistencyByAge clients, ConsistencyByAge coordinators)
    {
        var edges = RunReport.Edges;
        var bins = new List<AgeBin>();
        foreach (var group in run.Sights.Reads.GroupBy(r => EdgeBelow(r.AgesMs[0])).OrderBy(g => g.Key))
        {
            bins.Add(new AgeBin(
                edges[group.Key],
                group.Key + 1 < edges.Count ? edges[group.Key + 1] : double.PositiveInfinity,
                group.LongCount(),
                group.Average(r => r.Missed == 0 ? 1.0 : 0),
                group.Average(r => clients.At(r.AgesMs[0])),
                group.Average(r => coordinators.At(r.AgesMs[0]))));
        }

        return bins;
    }

    private static int EdgeBelow(double ageMs)
    {
        var at = RunReport.Edges.BinarySearch(ageMs);
        return at < 0 ? ~at - 1 : at;
    }

    private List<StalenessRow> Staleness(ConsistencyByAge curve)
    {
        var rows = new List<StalenessRow>();
        for (var k = 1; k <= ReadSight.AgesMax; k++)
        {
            var reads = run.Sights.Reads.Where(r => r.AgesMs.Length >= k).ToList();
            if (reads.Count >= AgeBin.ReadsMin)
            {
                rows.Add(new StalenessRow(
                    k,
                    reads.Count,
                    reads.Average(r => r.Missed >= k ? 1.0 : 0),
                    reads.Average(r => curve.MissesAll(r.AgesMs.AsSpan(0, k))),
                    reads.Average(r => 1 - curve.At(r.AgesMs[k - 1]))));
            }
        }

        return rows;
    }
}
