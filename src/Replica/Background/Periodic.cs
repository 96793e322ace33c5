using DynamoLab.Core;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Something done every so often. The first time is drawn at random within one interval, so that nodes started together
/// do not act together.
/// </summary>
internal sealed class Periodic(int intervalMs, DeterministicRandom random)
{
    private Instant? _due;

    /// <summary>When it is due next; never where the interval is 0, and at once before it was first asked.</summary>
    public Instant Due => intervalMs == 0 ? Instant.Never : _due ?? Instant.Zero;

    /// <summary>True when it is time, at most once per interval.</summary>
    public bool TryRun(Instant now, int? nextMs = null)
    {
        if (intervalMs == 0 || now < Due)
        {
            return false;
        }

        var isFirst = _due is null;
        _due = now.PlusMs(isFirst ? 1 + random.Next(intervalMs) : nextMs ?? intervalMs);
        return !isFirst;
    }

    public void RunBy(Instant due) => _due = Instant.Min(_due ?? due, due);
}
