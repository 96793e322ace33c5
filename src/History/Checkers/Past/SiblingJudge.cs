using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// Holds what one answer shows against promise 5: no version beside one that covers it, none hidden that nobody
/// covered.
/// </summary>
internal sealed class SiblingJudge(CausalOrder order, ViolationList violations)
{
    private long _answers;

    /// <summary>Siblings of answers with several.</summary>
    public long Compared { get; private set; }

    public void Judge(Operation read, KeyPast past)
    {
        if (order.IsByClock)
        {
            return;
        }

        past.Frontier.Answer = ++_answers;
        JudgeCovered(read, past);
        foreach (var write in past.Frontier.Live)
        {
            if (write.ShownIn != _answers && read.Context.Covers(write.Dot) && !past.IsClaimed(write.Dot))
            {
                past.Hidden.Add(write.Dot, read);
            }
        }
    }

    public void Conclude(KeyPast past)
    {
        foreach (var (dot, read) in past.Hidden.Unexplained)
        {
            if (past.Deletes is null || read.End.Microseconds <= past.Deletes.UnknownFromUs)
            {
                violations.Add(() => Hidden(past, dot, read));
            }
        }
    }

    // Only what some attempted write covers can stand beside its cover: comparing each with each would be quadratic.
    private void JudgeCovered(Operation read, KeyPast past)
    {
        Compared += read.Versions.Count > 1 ? read.Versions.Count : 0;
        foreach (var version in read.Versions)
        {
            if (past.Frontier.Find(version.Dot) is { } write)
            {
                write.ShownIn = _answers;
            }

            if (read.Versions.Count > 1 && past.IsClaimed(version.Dot)
                && FindCover(read, version.Dot, past) is { } later)
            {
                violations.Add(() => False(past, version.Dot, later, read));
            }
        }
    }

    private Dot? FindCover(Operation read, Dot dot, KeyPast past)
    {
        foreach (var version in read.Versions)
        {
            if (past.Frontier.Find(version.Dot) is { } later && order.Covers(later, dot))
            {
                return version.Dot;
            }
        }

        return null;
    }

    private static Violation False(KeyPast past, Dot covered, Dot later, Operation read) => new(
        past.Key,
        $"false sibling: one answer shows {covered} beside {later}, whose context covers it",
        [.. References(past.Log, covered, later), Reference(read, covered)],
        [$"{read.Node} answered"]);

    private static Violation Hidden(KeyPast past, Dot dot, Operation read) => new(
        past.Key,
        $"lost sibling: an answer's context covers {dot}, but it does not show it, and no write begun by then had "
            + "covered it",
        [.. References(past.Log, dot), Reference(read, read.Versions.Count == 0 ? default : read.Versions[0].Dot)],
        [$"{read.Node} answered"]);

    private static OperationReference Reference(Operation read, Dot dot) =>
        new(read.Worker, read.Kind, read.Start, dot, read.Versions.FirstOrDefault(v => v.Dot == dot).ValueId ?? "");

    private static IEnumerable<OperationReference> References(WriteLog log, params Dot[] dots) =>
        dots.Select(log.ReferenceTo).OfType<OperationReference>();
}
