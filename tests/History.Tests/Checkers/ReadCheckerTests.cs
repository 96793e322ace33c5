using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using DynamoLab.History.Metrics;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>Stale reads and regularity (promise 6), judged by intervals and causal coverage.</summary>
public sealed class ReadCheckerTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);
    private static readonly Dot B1 = Dot(B, 1);

    [Fact]
    public void Regularity_AnswerWithoutAnAcknowledgedWrite_BrokenAndNamed()
    {
        var report = Check(Strict, Write(1, A1), ReadAt(2, 1)).Regularity;

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal(
            "key k1: stale read: it began 999 ms after a@1:1 had been acknowledged, and an empty answer neither "
            + "returns nor covers it; worker 1 WRITE at 2023-11-14T22:13:20.000000Z dot a@1:1 value w1.1a / "
            + "worker 2 READ at 2023-11-14T22:13:21.000000Z nothing; "
            + "replicas: a answered, a, b had acknowledged a@1:1",
            Assert.Single(report.Violations).ToString());
    }

    [Fact]
    public void AddTo_StaleReads_AreCountedInTheWindowTheyBeganIn()
    {
        var checkers = new PromiseCheckers(Strict);
        var collector = new MetricsCollector(Start, 5);
        Operation[] history =
        [
            Write(1, A1), ReadAt(2, 1, A1), ReadAt(3, 4.999), ReadAt(2, 5, A1), ReadAt(3, 5.001), ReadAt(4, 7.001),
            ReadAt(2, 20, A1),
        ];
        foreach (var operation in history)
        {
            checkers.Observe(operation);
            collector.Observe(operation);
        }

        collector.Observe(Crash(A, 5));
        collector.Observe(Crash(A, 15, FaultPhase.Heal));
        var metrics = checkers.AddTo(collector.Finish(new RunEnd { End = At(30) }));

        Assert.Equal(
            [
                new StaleReadCount(2, 1, 0.5, 4_998_000), new StaleReadCount(3, 2, 2 / 3.0, 7_000_000),
                new StaleReadCount(1, 0, 0, null),
            ],
            metrics.Windows.Select(window => window.StaleReads));
        Assert.Equal(new StaleReadCount(6, 3, 0.5, 7_000_000), metrics.Overall.StaleReads);
        Assert.Equal(3, metrics.Consistency?.StaleReads.Violated);
    }

    [Fact]
    public void Regularity_AnswerThatBeganBeforeTheAcknowledgement_Held() =>
        Assert.Equal(PromiseOutcome.Held, Check(Strict, Write(1, A1), ReadAt(2, 0.0005)).Regularity.Outcome);

    [Fact]
    public void Regularity_AnotherClientWroteOver_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(Strict, Write(1, A1), ReadAt(2, 1, A1), Write(2, A2, Context(A1), at: 2), Covering(1, 3, [A2], A1))
            .Regularity.Outcome);

    [Fact]
    public void Regularity_OldVersionAfterItsCoverWasAcknowledged_Broken()
    {
        var report = Check(
            Strict, Write(1, A1), ReadAt(2, 1, A1), Write(2, A2, Context(A1), at: 2), ReadAt(1, 3, A1)).Regularity;

        Assert.Contains("a@1:2 had been acknowledged", Assert.Single(report.Violations).Reason);
    }

    [Fact]
    public void Regularity_CoverAcknowledgedWhileTheReadRan_OnlyTheOlderWriteIsOwed()
    {
        var write = Write(2, A2, Context(A1), at: 2);
        var during = ReadAt(3, 1.5) with { End = At(2.5) };
        var seen = ReadAt(3, 1.5, A1) with { End = At(2.5) };

        Assert.Equal(PromiseOutcome.Broken, Check(Strict, Write(1, A1), write, during).Regularity.Outcome);
        Assert.Equal(PromiseOutcome.Held, Check(Strict, Write(1, A1), write, seen).Regularity.Outcome);
    }

    [Fact]
    public void Regularity_ConcurrentSiblingAloneReturned_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Strict, Write(1, A1), Write(2, B1), ReadAt(3, 1, B1)).Regularity.Outcome);

    [Fact]
    public void Regularity_TombstoneReaped_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(Strict, Write(1, A1), Delete(1, A2, Context(A1), at: 1), ReadAt(2, 2)).Regularity.Outcome);

    [Fact]
    public void Regularity_DeleteStillUnderWayWhenTheReadEnded_Held()
    {
        var delete = Delete(1, A2, Context(A1), at: 0.5) with { End = At(9) };

        Assert.Equal(
            PromiseOutcome.Held, Check(Strict, Write(1, A1), ReadAt(2, 2), delete).Regularity.Outcome);
    }

    [Fact]
    public void Regularity_DeleteBegunAfterTheRead_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Strict, Write(1, A1), ReadAt(2, 2), Delete(1, A2, Context(A1), at: 3)).Regularity.Outcome);

    /// <summary>
    /// Found by a torture: the tombstone A2 was reaped, B1 written without a trace of it, and a delete of B1 failed
    /// before it reached anybody. What the answer shows was deleted, but not by the tombstone it does not show.
    /// </summary>
    [Fact]
    public void Regularity_TombstoneReapedAndALaterValueVainlyDeleted_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(
            Strict,
            Write(1, A1), Delete(1, A2, Context(A1), at: 1), Write(2, B1, at: 2),
            Failed(Delete(2, default, Context(B1), at: 3)), ReadAt(3, 4, B1)).Regularity.Outcome);

    [Fact]
    public void Regularity_DeletedValueReturnedInsteadOfNothing_IsNoReaping() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Strict, Write(1, A1), Delete(1, A2, Context(A1), at: 1), ReadAt(2, 2, A1)).Deletes.Outcome);

    [Fact]
    public void Regularity_CopyLostInACrash_IsExcusedAndCounted()
    {
        var checkers = new PromiseCheckers(Strict with { CrashLosesCopies = true });
        checkers.Observe(Write(1, A1));
        checkers.Observe(Crash(A, 1));
        checkers.Observe(ReadAt(2, 2));
        var report = checkers.Finish(null)[5];

        Assert.Equal((PromiseOutcome.Held, 1), (report.Outcome, report.ExpectedLosses));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Regularity_QuorumsThatNeedNotMeet_WaivedWithCounts(bool isStrict, int readQuorum)
    {
        var found = Check(
            Strict with { IsStrict = isStrict, ReadQuorum = readQuorum }, Write(1, A1), ReadAt(2, 1), ReadAt(2, 2, A1));

        Assert.Equal((PromiseOutcome.Waived, 1), (found.Regularity.Outcome, found.Regularity.ViolationCount));
        Assert.Equal(0.5, found.Measured.StaleReads.Fraction);
        Assert.Equal(999_000, found.Measured.StaleBy.MaxUs);
    }

    [Fact]
    public void Regularity_LastWriterWins_AnyLaterClockReadingWillDo()
    {
        var options = Strict with { Versioning = VersioningKind.Lww };

        Assert.Equal(
            PromiseOutcome.Held, Check(options, Write(1, A1), Bare(ReadAt(2, 1, A2))).Regularity.Outcome);
        Assert.Equal(
            PromiseOutcome.Broken, Check(options, Write(1, A2), Bare(ReadAt(2, 1, A1))).Regularity.Outcome);
    }

    private static CheckerOptions Strict => new() { ReadQuorum = 2, WriteQuorum = 2, IsStrict = true };

    private static Operation Bare(Operation read) => read with { Context = CausalContext.Empty };

    private static (PromiseReport Deletes, PromiseReport Regularity, ConsistencyMetrics Measured) Check(
        CheckerOptions options, params Operation[] history)
    {
        var checkers = new PromiseCheckers(options);
        foreach (var operation in history)
        {
            checkers.Observe(operation);
        }

        var reports = checkers.Finish(null);
        return (reports[2], reports[5], checkers.Measure());
    }
}
