using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>All that the checks of reads and siblings remember of one key.</summary>
internal sealed class KeyPast(Key key, CausalOrder order, WriteLog log)
{
    private readonly Dictionary<int, SessionPast> _sessions = [];
    private readonly DotSet _claimed = new();

    public Key Key { get; } = key;

    public WriteLog Log { get; } = log;

    public Frontier Frontier { get; } = new(order);

    public Suspects Suspects { get; } = new(key, log);

    public HiddenSiblings Hidden { get; } = new();

    public AttemptedValues Attempted { get; } = new();

    /// <summary>Null while no delete was attempted.</summary>
    public DeleteClaims? Deletes { get; private set; }

    public SessionPast SessionOf(int worker)
    {
        if (!_sessions.TryGetValue(worker, out var session))
        {
            session = new SessionPast();
            _sessions.Add(worker, session);
        }

        return session;
    }

    /// <summary>True when some attempted write is known whose context covers the dot.</summary>
    public bool IsClaimed(Dot dot) => _claimed.Contains(dot);

    public void Write(Operation write)
    {
        var dot = write.Versions.Count > 0 ? write.Versions[0].Dot : default;
        var isKnown = write.IsSuccess && dot.Counter > 0;
        var covered = write.CoversHeld ? write.ResultContext : write.Context;
        if (write.Kind == OperationKind.Delete)
        {
            Deletes ??= new DeleteClaims(order);
            Deletes.Observe(write, isKnown ? dot : default);
            Suspects.OnDelete(write, Deletes);
        }

        if (!covered.IsEmpty)
        {
            _claimed.AddAllBut(dot, covered);
            Hidden.Explain(write, covered);
        }

        if (!isKnown)
        {
            Attempted.Fail(write);
            return;
        }

        Attempted.Resolve(dot);
        Acknowledge(write, dot, covered);
    }

    private void Acknowledge(Operation write, Dot dot, CausalContext covered)
    {
        var session = SessionOf(write.Worker);
        var live = new LiveWrite
        {
            Dot = dot,
            IsAcknowledged = true,
            StartUs = write.Start.Microseconds,
            EndUs = write.End.Microseconds,
            Context = covered,
            AcknowledgedBy = write.AcknowledgedBy,
            Past = session.Seen,
            IsPastInContext = Array.TrueForAll(session.Seen, covered.Covers),
            PreviousOwn = session.LastOwn,
        };
        Frontier.Add(live, IsClaimed(dot), Log);
        session.Wrote(dot, write, order);
    }

    /// <summary>A dot that no client was told of: a failed write's, or one that stays a riddle.</summary>
    public void MeetUnknown(Dot dot, ValueText value, Operation read)
    {
        var writer = Attempted.Match(value);
        if (writer is null)
        {
            var reference = new OperationReference(read.Worker, read.Kind, read.Start, dot, value.ToString());
            Attempted.Meet(dot, value, reference, $"{read.Node} answered");
        }

        Frontier.Add(
            new LiveWrite
            {
                Dot = dot,
                IsAcknowledged = false,
                StartUs = writer?.Start.Microseconds ?? 0,
                EndUs = long.MaxValue,
                Context = writer is null || writer.CoversHeld ? CausalContext.Empty : writer.Context,
            },
            IsClaimed(dot),
            Log);
    }
}
