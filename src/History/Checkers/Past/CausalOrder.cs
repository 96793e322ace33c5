using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// When one write covers another, and when an answer reflects a write. Under <c>dvv</c> and <c>vv</c> contexts tell;
/// under <c>lww</c>, which has none, the order of dots, which are clock readings there.
/// </summary>
internal sealed class CausalOrder(CheckerOptions options)
{
    public bool IsByClock { get; } = options.IsContextFree;

    public bool Covers(LiveWrite later, Dot dot) => later.Dot != dot
        && (IsByClock
            ? later.Dot.Counter > 0 && IsAfter(later.Dot, dot)
            : later.Context.Covers(dot) || TakesOver(later.Dot, dot));

    /// <summary>
    /// True under classic vector clocks for an earlier write of the same coordinator: its entry is in the later one's
    /// clock, whatever the client had read.
    /// </summary>
    public bool TakesOver(Dot later, Dot dot) =>
        options.Versioning == VersioningKind.Vv && later.Actor == dot.Actor && later.Counter > dot.Counter;

    /// <summary>
    /// False where it is left open whether the later write really replaces the other. By clock, when the other began
    /// after it had ended: a tombstone may have been reaped by then. With classic vector clocks, when the clocks are
    /// not ordered although the dot is covered (one coordinator's concurrent writes), or one was pruned.
    /// </summary>
    public bool IsCertain(LiveWrite later, LiveWrite other) => options.Versioning switch
    {
        VersioningKind.Lww => other.StartUs < later.EndUs,
        VersioningKind.Vv => other.IsAcknowledged
            && later.Context.Vector.Count < options.ClockEntriesMax
            && later.Context.Vector.Descends(other.Context.Vector),
        _ => true,
    };

    /// <summary>True when the answer returned the write, or something that replaced it.</summary>
    public bool Reflects(Operation read, Dot dot)
    {
        if (!IsByClock && read.Context.Covers(dot))
        {
            return true;
        }

        foreach (var version in read.Versions)
        {
            if (version.Dot == dot || (IsByClock && IsAfter(version.Dot, dot)))
            {
                return true;
            }
        }

        return IsPruned(read);
    }

    public static bool IsAfter(Dot left, Dot right)
    {
        var order = left.Counter.CompareTo(right.Counter);
        return order != 0 ? order > 0 : left.CompareTo(right) > 0;
    }

    // A clock at its limit may have lost the very entry that is asked for.
    private bool IsPruned(Operation read) =>
        options.Versioning == VersioningKind.Vv && read.Context.Vector.Count >= options.ClockEntriesMax;
}
