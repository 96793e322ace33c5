namespace DynamoLab.History;

/// <summary>What a run proved, and the exit code that says so.</summary>
/// <param name="ExitCode">
/// 0: every promise checked held. 1: a promise was broken, whatever else went wrong. 2: nothing was broken, but
/// no operation succeeded or the final state was wanted and could not be read.
/// </param>
/// <param name="Summary">One line.</param>
public sealed record Verdict(int ExitCode, string Summary, IReadOnlyList<PromiseReport> Reports)
{
    /// <summary>Weighs a run.</summary>
    /// <param name="successfulOperations">Operations that succeeded, loading excluded.</param>
    /// <param name="isFinalStateMissing">True when the final state was wanted and could not be read.</param>
    public static Verdict Of(
        long successfulOperations, bool isFinalStateMissing, IReadOnlyList<PromiseReport> reports)
    {
        var broken = reports.Where(report => report.Outcome == PromiseOutcome.Broken).ToList();
        if (broken.Count > 0)
        {
            return new Verdict(1, $"broken: {string.Join(", ", broken.Select(r => $"promise {r.Promise}"))}", reports);
        }

        if (successfulOperations == 0)
        {
            return new Verdict(2, "unknown: no operation succeeded", reports);
        }

        return isFinalStateMissing
            ? new Verdict(2, "unknown: the final state could not be read", reports)
            : new Verdict(0, $"valid: {Held(reports)}", reports);
    }

    private static string Held(IReadOnlyList<PromiseReport> reports)
    {
        var held = reports.Where(report => report.Outcome == PromiseOutcome.Held).Select(report => report.Promise);
        var names = string.Join(", ", held);
        return names.Length == 0 ? "no promise was checked" : $"every promise checked held ({names})";
    }
}
