namespace DynamoLab.History.Metrics;

/// <summary>What the run proved, as the screen and summary.txt say it.</summary>
public sealed record VerdictMetrics
{
    /// <summary>0: every promise checked held; 1: one was broken; 2: the outcome is unknown.</summary>
    public required int ExitCode { get; init; }

    public required string Summary { get; init; }

    /// <summary>In order of their numbers.</summary>
    public required IReadOnlyList<PromiseMetrics> Promises { get; init; }

    public static VerdictMetrics Of(Verdict verdict) => new()
    {
        ExitCode = verdict.ExitCode,
        Summary = verdict.Summary,
        Promises =
        [
            .. verdict.Reports.Select(report => new PromiseMetrics
            {
                Promise = report.Promise,
                Outcome = PromiseReport.NameOf(report.Outcome),
                Evidence = report.Evidence,
                ViolationCount = report.ViolationCount,
                Violations = [.. report.Violations.Select(violation => violation.ToString())],
            }),
        ],
    };
}
