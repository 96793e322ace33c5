using DynamoLab.History.Checkers;

namespace DynamoLab.History.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void Of_PromisesHeldWaivedAndNotChecked_Is0()
    {
        var verdict = Verdict.Of(10, isFinalStateMissing: false, [
            Report(1, PromiseOutcome.Waived), Report(2, PromiseOutcome.Held), Report(3, PromiseOutcome.NotChecked)]);

        Assert.Equal((0, "valid: every promise checked held (2)"), (verdict.ExitCode, verdict.Summary));
    }

    [Fact]
    public void Of_OnePromiseBroken_Is1AndNamesIt()
    {
        var verdict = Verdict.Of(10, isFinalStateMissing: false, [
            Report(1, PromiseOutcome.Held), Report(4, PromiseOutcome.Broken)]);

        Assert.Equal((1, "broken: promise 4"), (verdict.ExitCode, verdict.Summary));
    }

    [Fact]
    public void Of_NoSuccessfulOperation_Is2() =>
        Assert.Equal(2, Verdict.Of(0, isFinalStateMissing: false, [Report(1, PromiseOutcome.NotChecked)]).ExitCode);

    [Fact]
    public void Of_FinalStateMissing_Is2() =>
        Assert.Equal(2, Verdict.Of(10, isFinalStateMissing: true, [Report(4, PromiseOutcome.Held)]).ExitCode);

    [Fact]
    public void Of_BrokenAndFinalStateMissing_Is1() =>
        Assert.Equal(1, Verdict.Of(0, isFinalStateMissing: true, [Report(4, PromiseOutcome.Broken)]).ExitCode);

    [Fact]
    public void PromiseCheckers_WithoutFinalState_SayWhatWasNotChecked()
    {
        var checkers = new PromiseCheckers(new CheckerOptions { WriteQuorum = 2 });
        checkers.Observe(Past.Write(1, Past.Dot(Past.A, 1)));
        var reports = checkers.Finish(final: null, "no --post_repair");

        Assert.Equal([1, 2, 3, 4, 5, 6], reports.Select(report => report.Promise));
        Assert.Equal("promise 2: not checked: no --post_repair", reports[1].ToString());
        Assert.Equal(PromiseOutcome.Held, reports[3].Outcome);
    }

    [Fact]
    public void PromiseCheckers_WithFinalState_CheckAllThatWasAtStake()
    {
        var checkers = new PromiseCheckers(new CheckerOptions { WriteQuorum = 2 });
        checkers.Observe(Past.Write(1, Past.Dot(Past.A, 1), value: "v"));
        var reports = checkers.Finish(Past.Agreed(Past.State([Past.Dot(Past.A, 1)])));

        Assert.Equal(
            [PromiseOutcome.Held, PromiseOutcome.Held, PromiseOutcome.Held, PromiseOutcome.Held,
                PromiseOutcome.Held, PromiseOutcome.NotChecked],
            reports.Select(report => report.Outcome));
    }

    private static PromiseReport Report(int promise, PromiseOutcome outcome) =>
        new() { Promise = promise, Outcome = outcome, Evidence = "" };
}
