namespace DynamoLab.Driver.Repairs;

/// <summary>One repair round.</summary>
/// <param name="Round">From 1.</param>
/// <param name="DivergedKeys">Keys whose primaries still differed when it ended.</param>
/// <param name="Exchanges">Exchanges that were begun.</param>
/// <param name="TimedOut">Those of them that did not end in time, or lost their peer.</param>
/// <param name="StatesSent">States sent either way.</param>
/// <param name="Duration">From the first request to the last answer.</param>
public sealed record RoundReport(
    int Round, int DivergedKeys, int Exchanges, int TimedOut, long StatesSent, TimeSpan Duration);
