using DynamoLab.Core;
using DynamoLab.History.Metrics;

namespace DynamoLab.History.Checkers.Past;

/// <summary>What was found about all reads, guarantee by guarantee.</summary>
internal sealed class ReadTally(CheckerOptions options, CopyLosses losses)
{
    private readonly Dictionary<Guarantee, GuaranteeTally> _guarantees =
        Enum.GetValues<Guarantee>().ToDictionary(guarantee => guarantee, _ => new GuaranteeTally());

    /// <summary>For every stale read, how long before its start the write it missed was acknowledged.</summary>
    public LatencyHistogram StaleBy { get; } = new();

    public StaleTimes StaleTimes { get; } = new();

    public GuaranteeTally Of(Guarantee guarantee) => _guarantees[guarantee];

    public void Break(SuspectRead suspect, Key key, WriteLog log)
    {
        if (suspect.Guarantee == Guarantee.Fresh)
        {
            var staleUs = suspect.Read.Start.Microseconds - suspect.SinceUs;
            StaleBy.Add(staleUs);
            StaleTimes.Add(suspect.Read.Start.Microseconds, staleUs);
        }

        Of(suspect.Guarantee).Break(() => SuspectText.Describe(suspect, key, log), IsBinding(suspect));
    }

    // Copies that were lost since cannot answer: the two quorums must still meet without them.
    private bool IsBinding(SuspectRead suspect)
    {
        var lost = losses.NodesLostSince(new Instant(suspect.BoundUs), suspect.Read.Start);
        var copies = Math.Max(options.WriteQuorum, suspect.AcknowledgedBy.Count) - lost;
        return lost == 0 || options.ReadQuorum + copies > options.ReplicationFactor;
    }
}
