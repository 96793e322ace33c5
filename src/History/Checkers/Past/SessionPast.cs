using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// What one client has read and written of one key, as far as its next answers must reflect it. Arrays are never
/// changed in place: writes keep the one that was current when they were made.
/// </summary>
internal sealed class SessionPast
{
    /// <summary>Own writes asked about; more is only possible without contexts.</summary>
    private const int OwnMax = 16;

    public Dot[] Seen { get; private set; } = [];

    public Dot[] Own { get; private set; } = [];

    public Dot LastOwn => Own.Length == 0 ? default : Own[^1];

    /// <summary>The start of the read that showed what is in <see cref="Seen"/>.</summary>
    public Instant SeenAt { get; private set; }

    public void Read(Operation read, CausalOrder order)
    {
        if (IsShownBy(read.Versions))
        {
            SeenAt = read.Start;
            return;
        }

        var left = Seen.Where(dot => !order.Reflects(read, dot));
        Seen = [.. left.Concat(read.Versions.Where(v => v.HasDot).Select(v => v.Dot)).Distinct()];
        SeenAt = read.Start;
    }

    public void Wrote(Dot dot, Operation write, CausalOrder order)
    {
        if (Own.Length == 0 || (Own.Length == 1 && IsPast(Own[0], dot, write, order)))
        {
            Own = [dot];
            return;
        }

        Own = [.. Own.Where(own => !IsPast(own, dot, write, order)).TakeLast(OwnMax - 1), dot];
    }

    /// <summary>True when these are the very versions it has read last.</summary>
    public bool IsShownBy(IReadOnlyList<ObservedVersion> versions)
    {
        if (versions.Count != Seen.Length)
        {
            return false;
        }

        for (var i = 0; i < Seen.Length; i++)
        {
            if (Seen[i] != versions[i].Dot)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPast(Dot own, Dot dot, Operation write, CausalOrder order) =>
        order.IsByClock ? CausalOrder.IsAfter(dot, own) : write.Context.Covers(own);
}
