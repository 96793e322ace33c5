using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>The busiest node and the hottest key beside what was to be expected, in lines of the summary.</summary>
internal static class LoadLines
{
    public static IEnumerable<string> Of(LoadMetrics? load)
    {
        if (load?.Nodes.MaxBy(node => node.ReplicaShare) is not { ReplicaShare: not null } busiest)
        {
            yield break;
        }

        yield return $"load: of replicas' work {busiest.Node} had most, {Share(busiest.ReplicaShare)} "
            + $"({Share(busiest.ExpectedReplicaShare)} expected), and of coordination "
            + $"{Share(busiest.CoordinatedShare)} ({Share(busiest.ExpectedCoordinatedShare)}); "
            + $"hottest key {load.HottestKey.Key}: {Share(load.HottestKey.Share)} of operations "
            + $"({Share(load.HottestKey.ExpectedShare)})";
    }

    private static string Share(double? share) => share is { } part ? $"{part * 100:0.00}%" : Figures.None;
}
