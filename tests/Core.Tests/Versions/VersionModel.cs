using System.Collections.Immutable;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>
/// What a versioning scheme promises, said with plain sets: a replica is the set of writes that reached it, and its
/// siblings are those writes that none of the others covers. Slow and obvious on purpose.
/// </summary>
/// <param name="Knows">What a write by that dot knows, given the context it was sent with.</param>
/// <param name="Covers">Whether the first write replaces the second.</param>
internal sealed record VersionModel(
    Func<ImmutableHashSet<Dot>, Dot, ImmutableHashSet<Dot>> Knows,
    Func<ModelWrite, ModelWrite, bool> Covers)
{
    /// <summary>Contexts are exact sets, and a write covers the dots in its context: nothing else.</summary>
    public static readonly VersionModel Dvv = new(
        (context, dot) => context.Add(dot),
        (write, other) => write.Known.Contains(other.Dot));

    /// <summary>A clock stands for every dot up to its entries, and one that descends another replaces it.</summary>
    public static readonly VersionModel Vv = new(
        (context, dot) => UpTo(context.Add(dot)),
        (write, other) => write.Known.IsProperSupersetOf(other.Known));

    public static readonly VersionModel Lww = new(
        (_, dot) => [dot],
        (write, other) => (write.AtUs, write.Dot).CompareTo((other.AtUs, other.Dot)) > 0);

    public Dot[] Siblings(IReadOnlyCollection<ModelWrite> history) =>
        [.. history
            .Where(write => !history.Any(other => other.Dot != write.Dot && Covers(other, write)))
            .Select(write => write.Dot)
            .Order()];

    private static ImmutableHashSet<Dot> UpTo(ImmutableHashSet<Dot> dots) =>
        [.. dots.SelectMany(d => Enumerable.Range(1, (int)d.Counter), (d, i) => new Dot(d.Actor, (ulong)i))];
}
