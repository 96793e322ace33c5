using System.Buffers;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.History;

namespace DynamoLab.Driver.Recording;

/// <summary>Turns what the client reported into operations of the history. Not thread-safe: one per worker.</summary>
public sealed class OperationFacts(int worker, LabClock clock)
{
    private const string AbandonedError = "the run was interrupted before an answer came";

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public Instant Now => new(clock.NowUs);

    public Operation Read(Key key, Instant intended, Instant start, GetResult result)
    {
        var (clockEntries, clockBytes) = ClockSize(result.State.Context, result.State.Siblings);
        return new Operation
        {
            Worker = worker,
            Kind = OperationKind.Read,
            Key = key,
            Intended = intended,
            Start = start,
            End = Now,
            IsSuccess = result.IsSuccess,
            Node = result.Node,
            Attempts = AttemptsOf(result.Attempts),
            Context = result.State.Context,
            Versions = VersionsOf(result.State.Siblings),
            SiblingCount = result.State.Siblings.Length,
            ClockEntries = clockEntries,
            ClockBytes = clockBytes,
            FromFallbacks = result.Quorum.FromFallbacks,
            Error = result.Error,
        };
    }

    public Operation Write(
        Key key, Instant intended, Instant start, CausalContext context, string valueId, WriteResult result)
    {
        var (clockEntries, clockBytes) = ClockSize(result.Context, []);
        return new Operation
        {
            Worker = worker,
            Kind = OperationKind.Write,
            Key = key,
            Intended = intended,
            Start = start,
            End = Now,
            IsSuccess = result.IsSuccess,
            Node = result.Node,
            Attempts = AttemptsOf(result.Attempts),
            Context = context,
            ResultContext = result.Context,
            Versions = [new ObservedVersion(result.Dot, valueId)],
            WrittenValueId = valueId,
            ClockEntries = clockEntries,
            ClockBytes = clockBytes,
            AcknowledgedBy = result.AcknowledgedBy,
            FromFallbacks = result.Quorum.FromFallbacks,
            Error = result.Error,
        };
    }

    /// <summary>
    /// An operation that an interrupted run gave up waiting for: it failed, and a write may have been applied.
    /// </summary>
    public Operation Abandoned(
        OperationKind kind, Key key, Instant intended, Instant start, CausalContext context, string valueId) => new()
        {
            Worker = worker,
            Kind = kind,
            Key = key,
            Intended = intended,
            Start = start,
            End = Now,
            IsSuccess = false,
            Attempts = [new AttemptRecord(default, start, Now, false, AbandonedError)],
            Context = context,
            Versions = valueId.Length == 0 ? [] : [new ObservedVersion(default, valueId)],
            WrittenValueId = valueId,
            Error = AbandonedError,
        };

    private static AttemptRecord[] AttemptsOf(IReadOnlyList<Attempt> attempts)
    {
        var records = new AttemptRecord[attempts.Count];
        for (var i = 0; i < records.Length; i++)
        {
            var attempt = attempts[i];
            records[i] = new AttemptRecord(
                attempt.Node,
                new Instant(attempt.StartedAtUs),
                new Instant(attempt.EndedAtUs),
                attempt.IsSuccess,
                attempt.Error);
        }

        return records;
    }

    private static ObservedVersion[] VersionsOf(ReadOnlySpan<Sibling> siblings)
    {
        var versions = siblings.Length == 0 ? [] : new ObservedVersion[siblings.Length];
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i] = new ObservedVersion(siblings[i].Dot, ValueId.Of(siblings[i].Value));
        }

        return versions;
    }

    /// <summary>
    /// The clocks of a key: its context and, under <c>vv</c>, one clock more per sibling. Entries are those of the
    /// largest, bytes those of all.
    /// </summary>
    private (int Entries, int Bytes) ClockSize(CausalContext context, ReadOnlySpan<Sibling> siblings)
    {
        _bytes.ResetWrittenCount();
        var writer = new WireWriter(_bytes);
        VersionCodec.Write(ref writer, context);
        var entries = context.EntryCount;
        foreach (var sibling in siblings)
        {
            if (sibling.Clock.Count > 0)
            {
                VersionCodec.Write(ref writer, CausalContext.Of(sibling.Clock));
                entries = Math.Max(entries, sibling.Clock.Count);
            }
        }

        writer.Flush();
        return (entries, _bytes.WrittenCount);
    }
}
