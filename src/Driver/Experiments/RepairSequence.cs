using DynamoLab.Driver.Repairs;

namespace DynamoLab.Driver.Experiments;

/// <summary>Two series of repair rounds, one after the other, as one.</summary>
internal static class RepairSequence
{
    /// <summary>
    /// A key that agreed after the first series and before the second one took the rounds of the first. Any other took
    /// all rounds of the first and its own of the second, if that is within the limit.
    /// </summary>
    public static RepairReport Join(RepairReport first, RepairReport second, int roundsMax)
    {
        var run = first.Rounds.Count;
        return second with
        {
            DivergedBefore = first.DivergedBefore,
            Rounds = [.. first.Rounds, .. second.Rounds.Select(round => round with { Round = run + round.Round })],
            RoundsByKey = second.RoundsByKey.ToDictionary(
                entry => entry.Key,
                entry => entry.Value switch
                {
                    null => null,
                    0 when first.RoundsByKey.GetValueOrDefault(entry.Key) is { } rounds => rounds,
                    { } more => run + more <= roundsMax ? run + more : (int?)null,
                }),
        };
    }
}
