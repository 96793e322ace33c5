using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>Sums up the rounds of repair_results.json.</summary>
internal static class Convergence
{
    public static ConvergenceMetrics Summarize(IReadOnlyDictionary<Key, int?> rounds)
    {
        var converged = rounds.Values.OfType<int>().ToList();
        return new ConvergenceMetrics
        {
            KeysTested = rounds.Count,
            KeysAgreedAlready = converged.Count(count => count == 0),
            KeysConverged = converged.Count,
            KeysNotConverged = rounds.Count - converged.Count,
            Rounds = converged.Count == 0
                ? new MeanAndMax(Mean: null, Max: null)
                : new MeanAndMax(converged.Average(), converged.Max()),
            KeysByRounds =
                [.. converged.CountBy(count => count).OrderBy(e => e.Key).Select(e => new RoundCount(e.Key, e.Value))],
        };
    }
}
