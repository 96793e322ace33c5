using DynamoLab.Core;

namespace DynamoLab.Driver.Repairs;

/// <summary>Keeps count of the round each key agreed at.</summary>
internal sealed class RepairTally(IReadOnlyList<Key> keys)
{
    private readonly Dictionary<Key, int?> _rounds = keys.Distinct().ToDictionary(key => key, _ => (int?)null);

    public IReadOnlyDictionary<Key, int?> RoundsByKey => _rounds;

    /// <summary>Keys whose primaries do not all hold the same, or cannot all be asked.</summary>
    public int Diverged => _rounds.Values.Count(round => round is null);

    /// <summary>Of those, the ones that another round can help: their live primaries differ.</summary>
    public int LiveDiverged { get; private set; }

    /// <summary>A key that differs again (somebody writes to it) has not agreed after all.</summary>
    public void Count(int round, Digests digests)
    {
        LiveDiverged = 0;
        foreach (var key in keys)
        {
            _rounds[key] = digests.Agree(key) ? _rounds[key] ?? round : null;
            LiveDiverged += digests.LiveAgree(key) ? 0 : 1;
        }
    }
}
