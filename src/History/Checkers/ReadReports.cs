using DynamoLab.History.Checkers.Past;

namespace DynamoLab.History.Checkers;

/// <summary>Words the reports on promises 3, 5 and 6.</summary>
internal sealed class ReadReports(CheckerOptions options, ReadTally reads)
{
    private string Quorums => (options.IsStrict ? "strict" : "not strict")
        + $", R + W = {options.ReadQuorum + options.WriteQuorum}, N = {options.ReplicationFactor}";

    public PromiseReport Deletes(long deletes, ViolationList revived, FinalJudge final, string? whyMissing)
    {
        var returned = reads.Of(Guarantee.Deleted);
        var isPromised = options.IsRegularityPromised;
        var broken = revived.Count + (isPromised ? returned.BindingCount : 0);
        var ofReads = $"{returned.Broken} of {returned.Checked} values read from keys with deletes "
            + $"had been deleted before{(isPromised ? "" : $" (no promise: {Quorums})")}";
        var ofFinal = whyMissing ?? $"{revived.Count} deleted values back in the end, {final.Expected} as expected";
        return new PromiseReport
        {
            Promise = 3,
            Outcome = OutcomeOf(broken, whyMissing is not null && !isPromised),
            Evidence = $"{deletes} acknowledged deletes: {ofReads}; {ofFinal}",
            Violations = First(isPromised ? returned.Binding.Concat(revived.First) : revived.First),
            ViolationCount = broken,
            Checked = deletes,
            ExpectedLosses = final.Expected,
        };
    }

    public PromiseReport Siblings(
        SiblingJudge answers, ViolationList violations, FinalJudge final, string? whyMissing)
    {
        var outcome = OutcomeOf(violations.Count, whyMissing is not null);
        var scheme = options.Versioning.ToString().ToLowerInvariant();
        var isWaived = options.IsLossWaived;
        return new PromiseReport
        {
            Promise = 5,
            Outcome = isWaived && outcome != PromiseOutcome.NotChecked ? PromiseOutcome.Waived : outcome,
            Evidence = $"{violations.Count} false or lost siblings in {reads.Of(Guarantee.Fresh).Checked} reads "
                + $"({answers.Compared} siblings compared) and {whyMissing ?? $"{final.Siblings} siblings in the end"}"
                + (final.Unwritten > 0 ? $"; {final.Unwritten} from before the history began" : "")
                + (isWaived ? $"; {scheme} does not promise this: a measurement" : ""),
            Violations = violations.First,
            ViolationCount = violations.Count,
            Checked = final.Siblings + answers.Compared,
            ExpectedLosses = final.Expected,
        };
    }

    public PromiseReport Regularity()
    {
        var fresh = reads.Of(Guarantee.Fresh);
        var isPromised = options.IsRegularityPromised;
        var outcome = OutcomeOf(fresh.BindingCount, fresh.Checked == 0);
        return new PromiseReport
        {
            Promise = 6,
            Outcome = isPromised || fresh.Checked == 0 ? outcome : PromiseOutcome.Waived,
            Evidence = $"{fresh.Checked} reads: {fresh.Broken} stale, {fresh.Broken - fresh.BindingCount} of them for "
                + $"lost copies{(isPromised ? "" : $"; not promised ({Quorums}): a measurement")}",
            Violations = isPromised ? fresh.Binding : [],
            ViolationCount = isPromised ? fresh.BindingCount : fresh.Broken,
            Checked = fresh.Checked,
            ExpectedLosses = fresh.Broken - fresh.BindingCount,
        };
    }

    private static PromiseOutcome OutcomeOf(long broken, bool isUnknown)
    {
        if (broken > 0)
        {
            return PromiseOutcome.Broken;
        }

        return isUnknown ? PromiseOutcome.NotChecked : PromiseOutcome.Held;
    }

    private static Violation[] First(IEnumerable<Violation> violations) =>
        [.. violations.Take(PromiseReport.ViolationsMax)];
}
