using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Tests.Recording;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Results;

public sealed class RunSummaryTests
{
    private static readonly ExperimentOptions Options = new()
    {
        OutputDir = "out",
        Label = "mine",
        Seed = 77,
        RepeatCommand = "dynamolab run --nodes 3 --seed 77",
    };

    [Fact]
    public void Lines_OfARun_EndWithTheCommandThatRepeatsIt()
    {
        var lines = Summary(Options, []).Lines();

        Assert.Equal("dynamolab run --nodes 3 --seed 77", lines[^1]);
        Assert.Equal("results: /results/here", lines[^2]);
        Assert.Equal("seed: 77", lines[^3]);
        Assert.Equal("verdict: broken: promise 1 (exit code 1)", lines[^4]);
    }

    [Fact]
    public void Lines_OfARun_NameEveryPromiseAndItsViolations()
    {
        var lines = Summary(Options, ["the node was tired"]).Lines();

        Assert.Contains("promise 1  broken       1 lost", lines);
        Assert.Contains(lines, line => line.Contains("key k: lost"));
        Assert.Contains("promise 2  not checked  no --post_repair", lines);
        Assert.Contains("note: the node was tired", lines);
    }

    [Fact]
    public void Lines_Windows_TellFailedOperationsInTheirAvailability()
    {
        var lines = Summary(Options, []).Lines();

        var row = Assert.Single(lines, line => line.StartsWith("overall"));
        Assert.Contains(" 3 ", row);
        Assert.Contains("66.666%", row);
    }

    [Fact]
    public void Lines_OpenLoop_TellOfferedAndAchievedRate()
    {
        var lines = Summary(Options with { Rate = 500 }, []).Lines();

        Assert.Contains(lines, line => line.StartsWith("open loop: 500 ops/s offered, 1.5 started, 1.0 successful"));
    }

    [Fact]
    public void Lines_StaleReadsAndSessions_AreTold()
    {
        var lines = Summary(Options, []).Lines();

        Assert.Contains("stale reads: 1 of 4 (25.000%), by p50 7.00 ms, max 7.00 ms", lines);
        Assert.Contains(
            "sessions: read your writes 1 of 4 (25.000%), monotonic reads none at stake, "
            + "monotonic writes none at stake, writes follow reads none at stake violated",
            lines);
    }

    [Fact]
    public void Lines_StaleReads_AreToldByWindow()
    {
        var lines = Summary(Options, []).Lines();

        Assert.Contains("stale reads by window: steady 1 of 4, worst by 9.00 ms", lines);
    }

    private static RunSummary Summary(ExperimentOptions options, IReadOnlyList<string> notes)
    {
        var collector = new MetricsCollector(OperationSamples.Start, 0);
        collector.Observe(OperationSamples.Read());
        collector.Observe(OperationSamples.Write());
        collector.Observe(OperationSamples.FailedRead());
        var metrics = collector.Finish(new RunEnd { End = OperationSamples.Start.PlusMs(2_000) }) with
        {
            Consistency = Consistency(),
        };
        metrics = metrics with
        {
            Windows = [.. metrics.Windows.Select(w => w with { StaleReads = new StaleReadCount(4, 1, 0.25, 9_000) })],
        };
        var lost = new PromiseReport
        {
            Promise = 1,
            Outcome = PromiseOutcome.Broken,
            Evidence = "1 lost",
            Violations = [new Violation(new Key("k"), "lost", [], [])],
            ViolationCount = 1,
        };
        var verdict = Verdict.Of(
            2, isFinalStateMissing: false, [lost, PromiseReport.NotChecked(2, "no --post_repair")]);
        return new RunSummary(options, metrics, verdict, repair: null, notes, "/results/here");
    }

    private static ConsistencyMetrics Consistency()
    {
        var none = new GuaranteeMetrics { Checked = 0, Violated = 0, Fraction = null, Examples = [] };
        var quarter = new GuaranteeMetrics { Checked = 4, Violated = 1, Fraction = 0.25, Examples = [] };
        return new ConsistencyMetrics
        {
            StaleReads = quarter,
            ReadYourWrites = quarter,
            MonotonicReads = none,
            MonotonicWrites = none,
            WritesFollowReads = none,
            DeletedReads = none,
            StaleBy = new LatencySummary { Count = 1, P50Us = 7_000, MaxUs = 7_000 },
        };
    }
}
