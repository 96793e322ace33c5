using DynamoLab.Core;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// Reads of one key that broke a guarantee, waiting for the deletes that were under way when they ended: one of
/// them may explain that a write is not reflected.
/// </summary>
internal sealed class Suspects(Key key, WriteLog log)
{
    /// <summary>No operation takes longer, with all its attempts.</summary>
    private const long SettledAfterUs = 60_000_000;

    private const int SettledAtOnce = 64;

    private readonly List<SuspectRead> _waiting = [];

    public void Add(in SuspectRead suspect, ReadTally tally)
    {
        if (_waiting.Count >= SettledAtOnce)
        {
            Settle(suspect.Read.End.Microseconds - SettledAfterUs, tally);
        }

        _waiting.Add(suspect);
    }

    public void OnDelete(Operation delete, DeleteClaims deletes) => _waiting.RemoveAll(suspect =>
        suspect.Guarantee != Guarantee.Deleted
        && suspect.Read.End > delete.Start
        && deletes.Explain(suspect.Read, suspect.Culprit));

    /// <summary>Counts all that ended before the instant.</summary>
    public void Settle(long beforeUs, ReadTally tally)
    {
        var settled = 0;
        while (settled < _waiting.Count && _waiting[settled].Read.End.Microseconds < beforeUs)
        {
            tally.Break(_waiting[settled++], key, log);
        }

        _waiting.RemoveRange(0, settled);
    }
}
