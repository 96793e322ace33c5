using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// Holds what one answer shows against promise 5: no version beside one that covers it, none hidden that nobody
/// covered.
/// </summary>
internal sealed class SiblingJudge(CausalOrder order, ViolationList violations)
{
    /// <summary>Siblings of one answer that are compared with each other.</summary>
    private const int ComparedMax = 64;

    /// <summary>Pairs of siblings compared.</summary>
    public long Pairs { get; private set; }

    public void Judge(Operation read, KeyPast past)
    {
        if (order.IsByClock)
        {
            return;
        }

        JudgePairs(read, past);
        foreach (var write in past.Frontier.Live)
        {
            if (read.Context.Covers(write.Dot) && !Shows(read, write.Dot) && !past.IsClaimed(write.Dot))
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

    private void JudgePairs(Operation read, KeyPast past)
    {
        var count = Math.Min(ComparedMax, read.Versions.Count);
        for (var i = 0; i < count && count > 1; i++)
        {
            if (past.Frontier.Find(read.Versions[i].Dot) is not { Context.IsEmpty: false } later)
            {
                continue;
            }

            for (var j = 0; j < count; j++)
            {
                Pairs++;
                if (j != i && order.Covers(later, read.Versions[j].Dot))
                {
                    var covered = read.Versions[j].Dot;
                    violations.Add(() => False(past, covered, later.Dot, read));
                }
            }
        }
    }

    private static bool Shows(Operation read, Dot dot)
    {
        foreach (var version in read.Versions)
        {
            if (version.Dot == dot)
            {
                return true;
            }
        }

        return false;
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
