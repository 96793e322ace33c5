using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>Promise 5: siblings are exactly the maximal attempted writes.</summary>
public sealed class SiblingPromiseTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);
    private static readonly Dot B1 = Dot(B, 1);

    [Fact]
    public void Answer_VersionBesideOneThatCoversIt_BrokenAndNamed()
    {
        var report = Check(
            Agreed(Holding(A2, "w2.2a", A1)),
            Write(1, A1), ReadAt(2, 1, A1), Write(2, A2, Context(A1), at: 2), ReadAt(3, 3, A1, A2));

        var violation = Assert.Single(report.Violations);
        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal("false sibling: one answer shows a@1:1 beside a@1:2, whose context covers it", violation.Reason);
        Assert.Equal([1, 2, 3], violation.Operations.Select(operation => operation.Worker));
    }

    [Fact]
    public void Answer_VersionBesideAFailedWriteThatCoversIt_Broken()
    {
        var failed = Failed(Write(2, A2, Context(A1), at: 2, value: "x"));
        var read = ReadAt(3, 3, A1, A2) with { Versions = [new(A1, "w1.1a"), new(A2, "x")] };

        Assert.Equal(
            PromiseOutcome.Broken,
            Check(Agreed(Holding(A2, "x", A1)), Write(1, A1), ReadAt(2, 1, A1), failed, read).Outcome);
    }

    [Fact]
    public void Answer_HidesAVersionThatNobodyCovered_BrokenAndNamed()
    {
        var report = Check(
            Agreed(Holding(B1, "w2.1b", A1)), Write(1, A1), Write(2, B1), Covering(3, 1, [B1], A1));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.StartsWith(
            "key k1: lost sibling: an answer's context covers a@1:1, but it does not show it",
            Assert.Single(report.Violations).ToString());
    }

    [Fact]
    public void Answer_HidesWhatAWriteUnderWayCovers_Held()
    {
        var cover = Write(2, A2, Context(A1), at: 2) with { End = At(9) };

        Assert.Equal(
            PromiseOutcome.Held,
            Check(Agreed(Holding(A2, "w2.2a", A1)), Write(1, A1), ReadAt(2, 1, A1), Covering(3, 3, [A2], A1), cover)
                .Outcome);
    }

    [Fact]
    public void Answer_FalseContextWrittenOn_IsStillBroken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(
            Agreed(Holding(A2, "w3.2a", A1, B1)),
            Write(1, A1), Write(2, B1), Covering(3, 1, [B1], A1), Write(3, A2, Context(A1, B1), at: 2)).Outcome);

    [Fact]
    public void FinalState_VersionThatAnAcknowledgedWriteCovers_BrokenAndNamesItsHolders()
    {
        var report = Check(
            Final(State([A1]), State([]), State([A1])),
            Write(1, A1, value: "v"), ReadAt(2, 1, A1) with { Versions = [new(A1, "v")] },
            Write(2, A2, Context(A1), at: 2));

        var violation = Assert.Single(report.Violations);
        Assert.Equal("false sibling: a@1:1 is still there, though the acknowledged a@1:2 covers it", violation.Reason);
        Assert.Equal(["a holds it", "c holds it"], violation.Replicas);
    }

    [Fact]
    public void FinalState_CopiesOfTheCoverLost_IsExpected()
    {
        var checkers = new PromiseCheckers(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = true });
        checkers.Observe(Write(1, A1, value: "v"));
        checkers.Observe(Write(1, A2, Context(A1), at: 1));
        checkers.Observe(Crash(A, 2));
        checkers.Observe(Crash(B, 2));
        var report = checkers.Finish(Agreed(State([A1])))[4];

        Assert.Equal((PromiseOutcome.Held, 1), (report.Outcome, report.ExpectedLosses));
    }

    [Fact]
    public void Values_ThatNobodyWrote_Broken()
    {
        var inRead = Check(Agreed(Holding(A1, "w1.1a")), Write(1, A1), ReadAt(2, 1, A1, B1));
        var inTheEnd = Check(Agreed(State([B1])), Write(1, A1, value: "x"));

        Assert.Contains("a value that nobody wrote: b@1:1", Assert.Single(inRead.Violations).Reason);
        Assert.Contains("a value that nobody wrote: b@1:1 with value v", Assert.Single(inTheEnd.Violations).Reason);
        Assert.Equal(["a holds it, b holds it, c holds it"], Assert.Single(inTheEnd.Violations).Replicas);
    }

    [Fact]
    public void Values_OfAnEarlierAttemptOrAFailedWrite_Held()
    {
        Assert.Equal(PromiseOutcome.Broken, Check(Agreed(State([B1])), Write(1, A1, value: "x")).Outcome);
        Assert.Equal(PromiseOutcome.Held, Check(Agreed(State([A1, B1])), Write(1, A1, value: "v")).Outcome);
        Assert.Equal(PromiseOutcome.Held, Check(Agreed(State([A1])), Failed(Write(2, B1, value: "v"))).Outcome);
    }

    [Fact]
    public void Values_OfAStoreThatWasNotEmpty_AreOnlyCounted()
    {
        var report = Check(
            new CheckerOptions { WriteQuorum = 2, IsStoreFresh = false },
            Agreed(State([A1])),
            Write(1, B1, value: "x"));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Contains("1 from before the history began", report.Evidence);
    }

    [Theory]
    [InlineData(VersioningKind.Lww)]
    [InlineData(VersioningKind.Vv)]
    public void Scheme_ThatLosesSiblings_Waives(VersioningKind versioning) => Assert.Equal(
        PromiseOutcome.Waived,
        Check(
            new CheckerOptions { WriteQuorum = 2, Versioning = versioning },
            Agreed(State([A1])),
            Write(1, A1, value: "v")).Outcome);

    private static ObjectState Holding(Dot dot, string value, params Dot[] covered) => ObjectState.Of(
        Context([dot, .. covered]),
        new Sibling(dot, System.Text.Encoding.UTF8.GetBytes(value), 0, VersionVector.Empty));

    private static PromiseReport Check(FinalState final, params Operation[] history) =>
        Check(new CheckerOptions { WriteQuorum = 2 }, final, history);

    private static PromiseReport Check(CheckerOptions options, FinalState final, params Operation[] history)
    {
        var checkers = new PromiseCheckers(options);
        foreach (var operation in history)
        {
            checkers.Observe(operation.Kind == OperationKind.Read ? AsWritten(operation, history) : operation);
        }

        return checkers.Finish(final)[4];
    }

    /// <summary>Reads written by hand name no values: they show what the writes of their dots wrote.</summary>
    private static Operation AsWritten(Operation read, Operation[] history) => read with
    {
        Versions = [.. read.Versions.Select(version => version with
        {
            ValueId = history.FirstOrDefault(o => o.Versions.Contains(new(version.Dot, o.WrittenValueId)))
                ?.WrittenValueId ?? version.ValueId,
        })],
    };
}
