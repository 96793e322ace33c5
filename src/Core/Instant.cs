namespace DynamoLab.Core;

/// <summary>
/// A point in time as the host tells it: microseconds since the Unix epoch on a clock that never steps back
/// within one process. The core compares and adds instants; it never asks for one.
/// </summary>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    public static readonly Instant Zero = new(0);
    public static readonly Instant Never = new(long.MaxValue);

    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;

    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;

    /// <summary>That much later; <see cref="Never"/> where the sum would pass it.</summary>
    public Instant PlusMs(long milliseconds) =>
        milliseconds > Never.Microseconds / 1000 ? Never : PlusUs(milliseconds * 1000);

    /// <summary>That much later; <see cref="Never"/> where the sum would pass it.</summary>
    public Instant PlusUs(long microseconds)
    {
        var sum = unchecked(Microseconds + microseconds);
        return this == Never || (microseconds > 0 && sum < Microseconds) ? Never : new(sum);
    }

    public long UsSince(Instant earlier) => Microseconds - earlier.Microseconds;

    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    public static Instant Min(Instant left, Instant right) => left < right ? left : right;
}
