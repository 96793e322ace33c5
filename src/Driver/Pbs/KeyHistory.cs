using DynamoLab.Core.Versions;

namespace DynamoLab.Driver.Pbs;

/// <summary>The latest acknowledged writes of one key, in the order of their acknowledgements.</summary>
internal sealed class KeyHistory
{
    /// <summary>Enough for the writes of a hot key that overlap a slow read, and five before it.</summary>
    private const int WritesMax = 512;

    private readonly List<(long EndUs, Dot Dot)> _writes = [];

    public void Add(long endUs, Dot dot)
    {
        var at = _writes.Count;
        while (at > 0 && _writes[at - 1].EndUs > endUs)
        {
            at--;
        }

        _writes.Insert(at, (endUs, dot));
        if (_writes.Count > 2 * WritesMax)
        {
            _writes.RemoveRange(0, WritesMax);
        }
    }

    /// <summary>Null when nothing had been acknowledged.</summary>
    /// <param name="startUs">When the read began.</param>
    /// <param name="seen">The causal context it received.</param>
    public ReadSight? SightOf(long startUs, CausalContext seen)
    {
        var newest = _writes.Count - 1;
        while (newest >= 0 && _writes[newest].EndUs >= startUs)
        {
            newest--;
        }

        if (newest < 0)
        {
            return null;
        }

        var ages = new float[Math.Min(ReadSight.AgesMax, newest + 1)];
        var missed = 0;
        for (var i = 0; i < ages.Length; i++)
        {
            var (endUs, dot) = _writes[newest - i];
            ages[i] = (startUs - endUs) / 1000f;
            missed += missed == i && !seen.Covers(dot) ? 1 : 0;
        }

        return new ReadSight(ages, missed);
    }
}
