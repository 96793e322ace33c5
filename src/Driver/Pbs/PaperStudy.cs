using System.Globalization;
using DynamoLab.Core;
using DynamoLab.Driver.Studies;
using DynamoLab.History.Pbs;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Pbs;

/// <summary>
/// Table 4 of Bailis et al., VLDB 2012, computed anew. Without R and W it has the paper's six pairs when N is 3,
/// otherwise every pair that fits what was given.
/// </summary>
internal sealed class PaperStudy(PaperOptions options) : IStudy
{
    /// <summary>A line of progress after so many parts of a fit.</summary>
    private const int ProgressParts = 4;

    public string Name => "pbs";

    public string Command => "pbs --paper";

    public string Origin => "Monte Carlo";

    public string Parameters => string.Create(
        CultureInfo.InvariantCulture,
        $"N {options.Replicas}, R {Of(options.ReadQuorum)}, W {Of(options.WriteQuorum)}, trials {options.Trials}");

    public StudyResults Run(ulong seed, Action<string> progress, CancellationToken cancellation)
    {
        var seeds = new DeterministicRandom(seed);
        var rows = new List<PaperRow>();
        foreach (var fit in PublishedFits.All)
        {
            var carlo = new WarsMonteCarlo(
                fit, options.Replicas, Quorums(), PaperReport.Times, options.Trials, seeds.NextUInt64());
            Play(carlo, share => progress($"{fit.Name}, {share:0%} of {options.Trials:#,0} trials"), cancellation);
            rows.AddRange(carlo.Cells().Select(cell => new PaperRow(
                fit.Name, options.Replicas, cell, PublishedTable.Of(fit.Name, options.Replicas, cell.Quorum))));
        }

        return PaperReport.Of(rows, options.Trials);
    }

    /// <summary>Plays every chunk, on all processors.</summary>
    public static void Play(WarsMonteCarlo carlo, Action<double> progress, CancellationToken cancellation)
    {
        var played = 0;
        var telling = new Lock();
        var threads = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(0, carlo.Chunks, threads, chunk =>
        {
            carlo.Play(chunk);
            lock (telling)
            {
                played++;
                if ((played * ProgressParts / carlo.Chunks) > ((played - 1) * ProgressParts / carlo.Chunks))
                {
                    progress((double)played / carlo.Chunks);
                }
            }
        });
    }

    private IReadOnlyList<QuorumPair> Quorums()
    {
        if (options is { Replicas: PublishedTable.Replicas, ReadQuorum: null, WriteQuorum: null })
        {
            return QuorumPair.OfThePaper;
        }

        return
        [
            .. from read in Counts(options.ReadQuorum)
               from write in Counts(options.WriteQuorum)
               select new QuorumPair(read, write),
        ];
    }

    private IEnumerable<int> Counts(int? given) => given is { } one ? [one] : Enumerable.Range(1, options.Replicas);

    private static string Of(int? quorum) => quorum?.ToString(CultureInfo.InvariantCulture) ?? "any";
}
