using DynamoLab.Core;
using DynamoLab.Driver.Results;
using DynamoLab.Report.Studies;
using DynamoLab.Simulation.Studies.Convergence;

namespace DynamoLab.Driver.Studies;

/// <summary>How many rounds until all agree: one key on n replicas, and clusters of N = 3.</summary>
internal sealed class ConvergenceStudy(int nodesMax, int keysMax, int repeats) : IStudy
{
    private const int ReplicasOfAKey = 3;
    private static readonly int[] OneKeySizes = [2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
    private static readonly int[] ClusterSizes = [10, 30, 100, 300, 1000, 3000, 10_000];
    private static readonly int[] KeyCounts = [100, 1000, 10_000];
    private static readonly double[] Fractions = [0.01, 0.1, 1];

    public string Name => "convergence";

    public string Parameters => FormattableString.Invariant(
        $"nodes_max {nodesMax}, keys_max {keysMax}, repeats {repeats}");

    public StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var oneKey = new List<OneKeyRow>();
        foreach (var size in OneKeySizes.Where(s => s <= nodesMax))
        {
            oneKey.Add(OneKey(size, seed, cancellation));
            progress($"one key on {size} replicas: {Cells.Of(oneKey[^1].PushPull.Mean)} rounds");
        }

        var clusters = new List<ClusterRow>();
        foreach (var size in ClusterSizes.Where(s => s <= nodesMax))
        {
            var rows = Clusters(size, seed, cancellation);
            clusters.AddRange(rows);
            progress($"{rows.Count} cases in clusters of {size} nodes");
        }

        return ConvergenceReport.Of(oneKey, clusters);
    }

    private OneKeyRow OneKey(int size, ulong seed, CancellationToken cancellation)
    {
        var replicas = ClusterSpread.Names(size);
        return new OneKeyRow(size, Rounds(SpreadKind.PushPull), Rounds(SpreadKind.Push));

        Estimate Rounds(SpreadKind kind) => Repeat(
            new DeterministicRandom(seed).Fork(1).Fork((ulong)size),
            drawn => OneKeySpread.Rounds(replicas, drawn, kind),
            r => r,
            cancellation)[0];
    }

    /// <summary>One ring serves all cases: its members are the same, and only keys and pairs are drawn anew.</summary>
    private List<ClusterRow> Clusters(int size, ulong seed, CancellationToken cancellation)
    {
        var spread = ClusterSpread.Of(size, ReplicasOfAKey);
        var stream = new DeterministicRandom(seed).Fork(2).Fork((ulong)size);
        var rows = new List<ClusterRow>();
        foreach (var divergence in Enum.GetValues<Divergence>())
        {
            foreach (var start in KeyCounts.Where(k => k <= keysMax).SelectMany(
                _ => Fractions, (keys, fraction) => new ClusterCase(keys, fraction, divergence)))
            {
                var found = Repeat(
                    stream.Fork((ulong)rows.Count), drawn => spread.Run(start, drawn), cancellation,
                    r => r.Rounds, r => r.RoundsPerKey, r => r.StatesPerKey);
                rows.Add(new ClusterRow(size, start, found[0], found[1], found[2]));
            }
        }

        return rows;
    }

    private Estimate[] Repeat<T>(
        DeterministicRandom seeds, Func<ulong, T> run, Func<T, double> figure, CancellationToken cancellation) =>
        Repeat(seeds, run, cancellation, figure);

    private Estimate[] Repeat<T>(
        DeterministicRandom seeds, Func<ulong, T> run, CancellationToken cancellation,
        params Func<T, double>[] figures)
    {
        var results = new List<T>();
        for (var i = 0; i < repeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(run(seeds.NextUInt64()));
        }

        return Array.ConvertAll(figures, figure => Estimate.Of([.. results.Select(figure)]));
    }
}
