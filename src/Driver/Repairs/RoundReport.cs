namespace DynamoLab.Driver.Repairs;

/// <summary>One repair round.</summary>
/// <param name="Round">From 1.</param>
/// <param name="DivergedKeys">Keys whose primaries still differed when it ended.</param>
/// <param name="Exchanges">Exchanges that ended well.</param>
/// <param name="TimedOut">Exchanges that did not.</param>
/// <param name="StatesSent">States that all nodes sent.</param>
/// <param name="Duration">From the first request to the last answer.</param>
public sealed record RoundReport(
    int Round, int DivergedKeys, int Exchanges, int TimedOut, long StatesSent, TimeSpan Duration);
