using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

public sealed class LostWriteCheckerTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);
    private static readonly Dot A3 = Dot(A, 3);
    private static readonly Dot B1 = Dot(B, 1);

    [Fact]
    public void Finish_WritesPresentOrCovered_Held()
    {
        var report = Check(
            Agreed(State([B1], A1, A2)),
            Write(1, A1), Read(2, A1), Write(2, A2, Context(A1)), Read(1, A2), Write(1, B1, Context(A1, A2)));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Equal(3, report.Checked);
    }

    [Fact]
    public void Finish_AcknowledgedWriteMissing_BrokenAndNamed()
    {
        var report = Check(Agreed(State([A2])), Write(7, A1, at: 1.5, value: "w7.0"), Write(2, A2));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal(1, report.ViolationCount);
        Assert.Equal(
            "key k1: acknowledged write is lost: neither present nor covered (acknowledged by a, b); "
            + "worker 7 WRITE at 2023-11-14T22:13:21.500000Z dot a@1:1 value w7.0; "
            + "replicas: a does not know it, b does not know it, c does not know it",
            Assert.Single(report.Violations).ToString());
    }

    [Fact]
    public void Finish_CoveredByNoAttemptedWrite_BrokenAsFalselyCovered()
    {
        var report = Check(Agreed(State([A2], A1)), Write(1, A1), Write(2, A2));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Contains("falsely covered", Assert.Single(report.Violations).Reason);
        Assert.Contains("a covers it", Assert.Single(report.Violations).Replicas);
    }

    [Fact]
    public void Finish_FalseContextHandedToALaterWriter_IsStillFalselyCovered()
    {
        // A2 replaced A1 unseen; worker 3 read A2 only, with a context that covers both, and wrote on top of it.
        var read = Read(3, A2) with { Context = Context(A1, A2) };
        var report = Check(
            Agreed(State([A3], A1, A2)), Write(1, A1), Write(2, A2), read, Write(3, A3, Context(A1, A2)));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal(A1, Assert.Single(Assert.Single(report.Violations).Operations).Dot);
    }

    [Fact]
    public void Finish_ItsOwnWriterReadThatItHadGone_IsStillFalselyCovered()
    {
        var read = Read(1, A2) with { Context = Context(A1, A2) };
        var report = Check(
            Agreed(State([A3], A1, A2)), Write(1, A1), Write(2, A2), read, Write(1, A3, Context(A1, A2)));

        Assert.Equal(A1, Assert.Single(Assert.Single(report.Violations).Operations).Dot);
    }

    [Fact]
    public void Finish_SeenButNotInTheContextWritten_IsFalselyCovered()
    {
        var partly = Check(
            Agreed(State([A2], A1, B1)), Write(1, A1), Write(2, B1), Read(3, A1, B1), Write(3, A2, Context(B1)));
        var blind = Check(Agreed(State([A2], A1)), Write(1, A1), Read(2, A1), Write(2, A2));

        Assert.Equal(A1, Assert.Single(Assert.Single(partly.Violations).Operations).Dot);
        Assert.Equal(A1, Assert.Single(Assert.Single(blind.Violations).Operations).Dot);
    }

    [Fact]
    public void Finish_StaleReadBetweenWriteAndOverwrite_Held()
    {
        var stale = Read(1) with { Context = CausalContext.Empty };

        Assert.Equal(
            PromiseOutcome.Held,
            Check(Agreed(State([A2], A1)), Write(1, A1), stale, Write(1, A2, Context(A1))).Outcome);
    }

    [Fact]
    public void Finish_OverwrittenBeforeItsOwnAcknowledgement_Held()
    {
        var report = Check(Agreed(State([A2], A1)), Read(2, A1), Write(2, A2, Context(A1)), Write(1, A1));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
    }

    [Fact]
    public void Finish_CoveredByAFailedAttempt_Held()
    {
        var report = Check(
            Agreed(State([A2], A1)), Write(1, A1), Read(2, A1), Failed(Write(2, A2, Context(A1))));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
    }

    [Fact]
    public void Finish_OverwrittenByItsOwnWriter_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(Agreed(State([A2], A1)), Write(1, A1), Write(1, A2, Context(A1))).Outcome);

    [Fact]
    public void Finish_CoveredWriteForgottenWithItsCover_Broken()
    {
        var report = Check(Agreed(State([B1])), Write(1, A1), Write(1, A2, Context(A1)), Write(2, B1));

        Assert.Equal(2, report.ViolationCount);
        Assert.Contains(report.Violations, v => v.Reason.StartsWith("acknowledged write is lost, and so is every"));
        Assert.Contains(report.Violations, v => v.Reason.StartsWith("acknowledged write is lost: neither"));
    }

    [Fact]
    public void Finish_GapAmongCoveredWrites_Broken()
    {
        var report = Check(
            Agreed(State([Dot(A, 4)], A1, A3)),
            Write(1, A1), Write(1, A2, Context(A1)), Write(1, A3, Context(A2)), Write(1, Dot(A, 4), Context(A3)));

        Assert.Equal(1, report.ViolationCount);
        Assert.Contains("dot a@1:2 is lost", Assert.Single(report.Violations).Reason);
    }

    [Fact]
    public void Finish_OneReplicaLacksIt_TheMergeCounts()
    {
        var held = Check(Final(State([A1]), State([]), State([])), Write(1, A1));
        var falselyCovered = Check(Final(State([A1]), State([B1], A1), State([A1])), Write(1, A1), Write(2, B1));

        Assert.Equal(PromiseOutcome.Held, held.Outcome);
        Assert.Equal(PromiseOutcome.Broken, falselyCovered.Outcome);
    }

    [Fact]
    public void Finish_WCopiesCrashedInMemory_LossIsExpected()
    {
        var report = Check(Agreed(State([])), [Crash(A, 1), Crash(B, 2)], Write(1, A1, at: 0.5));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Equal(1, report.ExpectedLosses);
        Assert.Contains("1 lost as expected", report.Evidence);
    }

    [Fact]
    public void Finish_FewerThanWCopiesCrashed_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Agreed(State([])), [Crash(A, 1), Crash(C, 1)], Write(1, A1, at: 0.5)).Outcome);

    [Fact]
    public void Finish_OneNodeCrashedTwice_IsOneCopy() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Agreed(State([])), [Crash(A, 1), Crash(A, 2)], Write(1, A1, at: 0.5)).Outcome);

    [Fact]
    public void Finish_CrashBeforeTheWrite_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Agreed(State([])), [Crash(A, 1), Crash(B, 1)], Write(1, A1, at: 1.5)).Outcome);

    [Fact]
    public void Finish_CrashOfADurableNode_Broken()
    {
        var checker = new LostWriteChecker(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = false });
        checker.Observe(Write(1, A1, at: 0.5));
        checker.Observe(Crash(A, 1));
        checker.Observe(Crash(B, 1));

        Assert.Equal(PromiseOutcome.Broken, checker.Finish(Agreed(State([]))).Outcome);
    }

    [Fact]
    public void Finish_WipesOfDurableNodes_CountUntilRepairBroughtTheCopiesBack()
    {
        Assert.Equal(PromiseOutcome.Held, AfterWipes(Wipe(A, 1), Wipe(B, 2)));
        Assert.Equal(PromiseOutcome.Broken, AfterWipes(Wipe(A, 1)));
        Assert.Equal(PromiseOutcome.Broken, AfterWipes(Wipe(A, 1), Wipe(A, 2, FaultPhase.Heal), Wipe(B, 3)));
    }

    private static PromiseOutcome AfterWipes(params FaultEvent[] wipes)
    {
        var checker = new LostWriteChecker(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = false });
        checker.Observe(Write(1, A1, at: 0.5));
        foreach (var wipe in wipes)
        {
            checker.Observe(wipe);
        }

        return checker.Finish(Agreed(State([]))).Outcome;
    }

    [Fact]
    public void Finish_AcknowledgedBelowWThenLost_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(Agreed(State([])), [Crash(A, 1)], Write(1, A1, by: [A], at: 0.5)).Outcome);

    [Fact]
    public void Finish_FallbackHandedItsCopyToAPrimaryThatCrashed_LossIsExpected()
    {
        var write = Write(1, A1, by: [A, D], at: 0.5);

        Assert.Equal(1, Check(Agreed(State([])), [Crash(A, 1), Crash(B, 2)], write).ExpectedLosses);
        Assert.Equal(PromiseOutcome.Broken, Check(Agreed(State([])), [Crash(B, 2)], write).Outcome);
    }

    [Fact]
    public void Finish_NodesThatStayDead_CountAsLostCopies()
    {
        var final = Final(null, null, State([])) with { DeadNodes = new HashSet<NodeId> { A, B } };

        Assert.Equal(1, Check(final, Write(1, A1)).ExpectedLosses);
    }

    [Fact]
    public void Finish_CoveredWritesOnBothSidesOfACrash_OnlyTheEarlierLossIsExpected()
    {
        // Both were covered by worker 1's own next write, which failed; then everything was gone.
        Operation[] history =
        [
            Write(1, A1, at: 0.5), Failed(Write(1, A2, Context(A1), at: 0.6)),
            Write(2, A3, at: 2.5), Failed(Write(2, Dot(A, 4), Context(A3), at: 2.6)),
        ];
        var report = Check(Agreed(State([])), [Crash(A, 1), Crash(B, 1)], history);

        Assert.Equal(1, report.ExpectedLosses);
        Assert.Equal(A3, Assert.Single(Assert.Single(report.Violations).Operations).Dot);
    }

    [Fact]
    public void Finish_DeleteWithoutContext_CoversWhatItsCoordinatorHeld()
    {
        var delete = Delete(2, A2) with { CoversHeld = true, ResultContext = Context(A1, A2) };

        Assert.Equal(PromiseOutcome.Held, Check(Agreed(State([A2], A1)), Write(1, A1), delete).Outcome);
        Assert.Equal(
            1, Check(Agreed(State([A2], A1)), Write(1, A1), delete with { ResultContext = Context(A2) }).Inconclusive);
    }

    [Fact]
    public void Finish_DeleteOfUnknownExtent_KeyIsInconclusive()
    {
        var delete = Failed(Delete(2, A2)) with { CoversHeld = true };
        var report = Check(Agreed(State([A2], A1)), Write(1, A1), delete);

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Equal(1, report.Inconclusive);
    }

    [Fact]
    public void Finish_DeleteRetriedAfterAnUnansweredAttempt_KeyIsInconclusive()
    {
        var delete = Delete(2, Dot(B, 2)) with
        {
            CoversHeld = true,
            ResultContext = Context(Dot(B, 2)),
            Attempts = [new(A, Start, Start, false, "timeout"), new(B, Start, Start, true, "")],
        };
        var report = Check(Agreed(State([Dot(B, 2)], A1)), Write(1, A1), delete);

        Assert.Equal((PromiseOutcome.Held, 1), (report.Outcome, report.Inconclusive));
    }

    [Fact]
    public void Finish_ReapedTombstone_Held()
    {
        var report = Check(Agreed(ObjectState.Empty), Write(1, A1), Delete(1, A2, Context(A1)));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Contains("2 reaped", report.Evidence);
    }

    [Fact]
    public void Finish_ConcurrentWriteLostWithAReapedTombstone_Broken()
    {
        var report = Check(
            Agreed(ObjectState.Empty), Write(1, A1), Delete(1, A2, Context(A1)), Write(2, B1));

        Assert.Equal(B1, Assert.Single(Assert.Single(report.Violations).Operations).Dot);
    }

    [Fact]
    public void Finish_KeyNotReadable_NotChecked()
    {
        var report = Check(Final(null, null, null), Write(1, A1));

        Assert.Equal(PromiseOutcome.NotChecked, report.Outcome);
        Assert.Equal(1, report.Inconclusive);
    }

    [Theory]
    [InlineData(VersioningKind.Lww)]
    [InlineData(VersioningKind.Vv)]
    public void Finish_SchemeThatLosesWrites_WaivedWithCounts(VersioningKind versioning)
    {
        var checker = new LostWriteChecker(new CheckerOptions { WriteQuorum = 2, Versioning = versioning });
        checker.Observe(Write(1, A1));
        checker.Observe(Write(2, A2));
        var report = checker.Finish(Agreed(State([A2])));

        Assert.Equal(PromiseOutcome.Waived, report.Outcome);
        Assert.Equal(1, report.ViolationCount);
    }

    [Fact]
    public void Finish_LastWriterWinsOverWhatItRead_CountsNoLoss()
    {
        var checker = new LostWriteChecker(
            new CheckerOptions { WriteQuorum = 2, Versioning = VersioningKind.Lww });
        checker.Observe(Write(1, A1));
        checker.Observe(Read(2, A1) with { Context = CausalContext.Empty });
        checker.Observe(Write(2, A2));

        Assert.Equal(0, checker.Finish(Agreed(State([A2]))).ViolationCount);
    }

    private static PromiseReport Check(FinalState final, params Operation[] history) => Check(final, [], history);

    private static PromiseReport Check(FinalState final, FaultEvent[] faults, params Operation[] history)
    {
        var checker = new LostWriteChecker(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = true });
        foreach (var fault in faults)
        {
            checker.Observe(fault);
        }

        foreach (var operation in history)
        {
            checker.Observe(operation);
        }

        return checker.Finish(final);
    }
}
