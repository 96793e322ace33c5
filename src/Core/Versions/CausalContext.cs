namespace DynamoLab.Core.Versions;

/// <summary>
/// A set of dots: a vector plus single dots beyond it. A client that wrote dot 5 without having seen dot 4 must be
/// able to say so, or its next write would cover a sibling nobody read. Always normal: a single dot that follows
/// on the vector is folded into it, so equal sets have equal encodings (arXiv:1011.5808).
/// </summary>
public sealed class CausalContext : IEquatable<CausalContext>
{
    public static readonly CausalContext Empty = new(VersionVector.Empty, []);

    private readonly Dot[] _dots;

    private CausalContext(VersionVector vector, Dot[] sortedDots)
    {
        Vector = vector;
        _dots = sortedDots;
    }

    public VersionVector Vector { get; }

    /// <summary>The dots beyond the vector, sorted, none of them covered by it.</summary>
    public ReadOnlySpan<Dot> Dots => _dots;

    public bool IsEmpty => Vector.Count == 0 && _dots.Length == 0;

    /// <summary>Entries and single dots together: what a clock's size means in the metrics.</summary>
    public int EntryCount => Vector.Count + _dots.Length;

    /// <summary>The highest counter of any actor; 0 in an empty context.</summary>
    internal ulong CounterMax
    {
        get
        {
            var max = 0UL;
            foreach (var entry in Vector.Entries)
            {
                max = Math.Max(max, entry.Counter);
            }

            foreach (var dot in _dots)
            {
                max = Math.Max(max, dot.Counter);
            }

            return max;
        }
    }

    public static CausalContext Of(VersionVector vector, params ReadOnlySpan<Dot> dots)
    {
        if (dots.Length == 0)
        {
            return vector.Count == 0 ? Empty : new CausalContext(vector, []);
        }

        var sorted = dots.ToArray();
        Array.Sort(sorted);
        var beyond = new List<Dot>(sorted.Length);
        foreach (var dot in sorted)
        {
            if (vector.CounterOf(dot.Actor) + 1 == dot.Counter)
            {
                vector = vector.With(new VersionEntry(dot.Actor, dot.Counter));
            }
            else if (!vector.Covers(dot) && (beyond.Count == 0 || beyond[^1] != dot))
            {
                beyond.Add(dot);
            }
        }

        return new CausalContext(vector, [.. beyond]);
    }

    /// <summary>Takes the dots over; normal already, as all that was written is, they stay as they are.</summary>
    internal static CausalContext OfRead(VersionVector vector, Dot[] dots)
    {
        for (var i = 0; i < dots.Length; i++)
        {
            if (dots[i].Counter - 1 <= vector.CounterOf(dots[i].Actor)
                || (i > 0 && dots[i - 1].CompareTo(dots[i]) >= 0))
            {
                return Of(vector, dots);
            }
        }

        return vector.Count + dots.Length == 0 ? Empty : new CausalContext(vector, dots);
    }

    public bool Covers(Dot dot) => Vector.Covers(dot) || Array.BinarySearch(_dots, dot) >= 0;

    /// <summary>The highest counter of the actor, gaps below it or not; 0 when there is none.</summary>
    public ulong LastCounterOf(Actor actor)
    {
        var last = Vector.CounterOf(actor);
        foreach (var dot in _dots)
        {
            if (dot.Actor == actor)
            {
                last = Math.Max(last, dot.Counter);
            }
        }

        return last;
    }

    public CausalContext With(Dot dot)
    {
        if (Covers(dot))
        {
            return this;
        }

        var isNext = Vector.CounterOf(dot.Actor) + 1 == dot.Counter;
        return isNext && _dots.Length == 0
            ? new CausalContext(Vector.With(new VersionEntry(dot.Actor, dot.Counter)), [])
            : Of(Vector, [.. _dots, dot]);
    }

    /// <summary>True when every dot of <paramref name="other"/> is covered here.</summary>
    public bool Descends(CausalContext other)
    {
        foreach (var dot in other._dots)
        {
            if (!Covers(dot))
            {
                return false;
            }
        }

        // A vector entry stands for all dots up to it, and a normal context with a gap cannot hold them all.
        return Vector.Descends(other.Vector);
    }

    public static CausalContext Join(CausalContext left, CausalContext right)
    {
        if (ReferenceEquals(left, right) || left.Descends(right))
        {
            return left;
        }

        return right.Descends(left)
            ? right
            : Of(VersionVector.Join(left.Vector, right.Vector), [.. left._dots, .. right._dots]);
    }

    public bool Equals(CausalContext? other) =>
        other is not null && Vector.Equals(other.Vector) && Dots.SequenceEqual(other.Dots);

    public override bool Equals(object? obj) => Equals(obj as CausalContext);

    public override int GetHashCode() => HashCode.Combine(Vector, _dots.Length);

    public override string ToString() =>
        _dots.Length == 0 ? Vector.ToString() : $"{Vector}+{{{string.Join(", ", _dots)}}}";
}
