using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.History.Checkers.Past;

/// <summary>Puts a broken guarantee into words: the operations that show it, and nothing else.</summary>
internal static class SuspectText
{
    private const int ShownMax = 4;

    public static Violation Describe(SuspectRead suspect, Key key, WriteLog log) => new(
        key, Reason(suspect), [.. Operations(suspect, log)], [.. Replicas(suspect)]);

    private static string Reason(SuspectRead suspect)
    {
        var after = (suspect.Read.Start.Microseconds - suspect.SinceUs) / 1000.0;
        var late = after.ToString("0.###", CultureInfo.InvariantCulture) + " ms";
        return suspect.Guarantee switch
        {
            Guarantee.Fresh => $"stale read: it began {late} after {suspect.Culprit} had been acknowledged, and "
                + $"{Shown(suspect.Read)} neither returns nor covers it",
            Guarantee.ReadYourWrites => $"a client does not read its own write: {late} after {suspect.Culprit} was "
                + $"acknowledged to it, {Shown(suspect.Read)} neither returns nor covers it",
            Guarantee.MonotonicReads => $"a client reads backwards: it had read {suspect.Culprit}, and "
                + $"{Shown(suspect.Read)} neither returns nor covers it",
            Guarantee.MonotonicWrites => $"writes out of order: {suspect.Shown} is there without {suspect.Culprit}, "
                + "which its client wrote before",
            Guarantee.WritesFollowReads => $"a write without its past: {suspect.Shown} is there without "
                + $"{suspect.Culprit}, which its client had read before",
            Guarantee.Deleted => $"a deleted value comes back: {suspect.Shown} is returned {late} after a delete "
                + $"that covers it, {suspect.Culprit}, had been acknowledged",
            _ => throw new ArgumentOutOfRangeException(nameof(suspect), suspect.Guarantee, "not a guarantee"),
        };
    }

    private static string Shown(Operation read)
    {
        var dots = read.Versions.Take(ShownMax).Select(version => version.Dot.ToString());
        var more = read.Versions.Count > ShownMax ? ", …" : "";
        return read.Versions.Count == 0 ? "an empty answer" : $"its answer {{{string.Join(", ", dots)}{more}}}";
    }

    private static IEnumerable<OperationReference> Operations(SuspectRead suspect, WriteLog log)
    {
        foreach (var dot in new[] { suspect.Shown, suspect.Culprit }.Where(dot => dot != default))
        {
            if (log.ReferenceTo(dot) is { } reference)
            {
                yield return reference;
            }
        }

        var read = suspect.Read;
        if (suspect.Earlier != default)
        {
            yield return new OperationReference(read.Worker, OperationKind.Read, suspect.Earlier, suspect.Culprit, "");
        }

        var first = read.Versions.Count == 0 ? default : read.Versions[0];
        yield return new OperationReference(read.Worker, read.Kind, read.Start, first.Dot, first.ValueId ?? "");
    }

    private static IEnumerable<string> Replicas(SuspectRead suspect)
    {
        yield return $"{suspect.Read.Node} answered";
        if (suspect.AcknowledgedBy.Count > 0)
        {
            yield return $"{string.Join(", ", suspect.AcknowledgedBy)} had acknowledged {suspect.Culprit}";
        }
    }
}
