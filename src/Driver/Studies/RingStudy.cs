using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Workloads;
using DynamoLab.Report.Studies;
using DynamoLab.Simulation.Studies.Rings;

namespace DynamoLab.Driver.Studies;

/// <summary>How evenly the three placements share a load.</summary>
internal sealed class RingStudy(RingStudyOptions options) : IStudy
{
    private static readonly int[] RequestCounts = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
    private static readonly int[] ReplicaCounts = [1, 3];
    private static readonly KeyDistribution[] Distributions = [KeyDistribution.Uniform, KeyDistribution.Zipf];

    public string Name => "ring";

    public string Parameters => FormattableString.Invariant(
        $"nodes {options.Nodes}, tokens_per_node {options.TokensPerNode}, keyspace {options.Keys}, ")
        + FormattableString.Invariant(
            $"zipf_s {options.ZipfExponent}, requests_max {options.RequestsMax}, repeats {options.Repeats}");

    public StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var keys = KeySpace.Of(options.Keys).Keys;
        var rows = new List<RingRow>();
        foreach (var distribution in Distributions)
        {
            var chooser = KeyChooser.Of(distribution, options.ZipfExponent, options.Keys);
            foreach (var replicas in ReplicaCounts.Where(r => r <= options.Nodes))
            {
                foreach (var placement in Enum.GetValues<Placement>())
                {
                    var ring = new RingOptions(placement, replicas, options.TokensPerNode);
                    var loads = Repeat(ring, keys, chooser, seed, cancellation);
                    rows.AddRange(loads.Select(l => RowOf(ring, distribution, l)));
                    progress($"{Cells.Word(placement)}, N = {replicas}, {Cells.Word(distribution)}");
                }
            }
        }

        return RingReport.Of(rows);
    }

    /// <summary>
    /// For every number of requests what the repeats saw. All placements get the same nodes and requests.
    /// </summary>
    private List<RingLoad[]> Repeat(
        RingOptions ring, IReadOnlyList<Key> keys, KeyChooser chooser, ulong seed, CancellationToken cancellation)
    {
        var counts = RequestCounts.Where(c => c <= options.RequestsMax).ToArray();
        var seeds = new DeterministicRandom(seed);
        var repeats = new List<IReadOnlyList<RingLoad>>();
        for (var i = 0; i < options.Repeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var members = RingBalance.RingOf(options.Nodes, ring, seeds.NextUInt64());
            repeats.Add(RingBalance.Measure(members, keys, chooser.Next, counts, seeds.NextUInt64()));
        }

        return [.. counts.Select((_, at) => repeats.Select(r => r[at]).ToArray())];
    }

    private static RingRow RowOf(RingOptions ring, KeyDistribution distribution, RingLoad[] loads) => new(
        ring.Placement, ring.ReplicationFactor, distribution, loads[0].Requests,
        Estimate.Of([.. loads.Select(l => l.Efficiency)]), Estimate.Of([.. loads.Select(l => l.OutOfBalance)]));
}
