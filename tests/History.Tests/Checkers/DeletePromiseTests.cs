using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>Promise 3: what was deleted does not come back.</summary>
public sealed class DeletePromiseTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);
    private static readonly Dot A3 = Dot(A, 3);
    private static readonly Dot B1 = Dot(B, 1);

    private static CheckerOptions Strict => new() { ReadQuorum = 2, WriteQuorum = 2, IsStrict = true };

    [Fact]
    public void Read_LaterThanTheDelete_BrokenAndNamed()
    {
        var report = Check(Strict, null, Write(1, A1), Delete(1, A2, Context(A1), at: 1), ReadAt(2, 2, A1));

        var violation = Assert.Single(report.Violations);
        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal(
            "a deleted value comes back: a@1:1 is returned 999 ms after a delete that covers it, a@1:2, had been "
            + "acknowledged",
            violation.Reason);
        Assert.Equal(
            [OperationKind.Write, OperationKind.Delete, OperationKind.Read], violation.Operations.Select(o => o.Kind));
        Assert.Equal(["a answered", "a, b had acknowledged a@1:2"], violation.Replicas);
    }

    [Fact]
    public void Read_BegunBeforeTheDeleteWasAcknowledged_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(Strict, null, Write(1, A1), Delete(1, A2, Context(A1), at: 1), ReadAt(2, 1.0005, A1)).Outcome);

    [Fact]
    public void Read_ConcurrentWriteTheDeleteDidNotCover_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(
            Strict, null,
            Write(1, A1), Write(2, B1), Delete(1, A2, Context(A1), at: 1), Covering(2, 2, [B1, A2], A1)).Outcome);

    [Fact]
    public void Read_VersionOverwrittenBeforeTheDelete_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(
            Strict, null,
            Write(1, A1), Write(1, A2, Context(A1), at: 1), Delete(1, A3, Context(A1, A2), at: 2), ReadAt(2, 3, A1))
            .Outcome);

    [Fact]
    public void Read_DeleteNeverAcknowledged_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(Strict, null, Write(1, A1), Failed(Delete(1, A2, Context(A1), at: 1)), ReadAt(2, 2, A1)).Outcome);

    [Fact]
    public void Read_SloppyQuorum_IsNoPromise()
    {
        var history = new[] { Write(1, A1), Delete(1, A2, Context(A1), at: 1), ReadAt(2, 2, A1) };

        var unread = Check(Strict with { IsStrict = false }, null, history);
        Assert.Equal(PromiseOutcome.NotChecked, unread.Outcome);
        Assert.Contains("1 of 1 values read from keys with deletes had been deleted before", unread.Evidence);
    }

    [Fact]
    public void FinalState_DeletedValueIsBack_BrokenAndNamesItsHolders()
    {
        var report = Check(
            Strict with { IsStrict = false }, Agreed(State([A1])), Write(1, A1), Delete(1, A2, Context(A1), at: 1));

        var violation = Assert.Single(report.Violations);
        Assert.Equal(
            "a deleted value is back: a@1:1 is there, though the acknowledged delete a@1:2 covers it",
            violation.Reason);
        Assert.Equal(["a holds it", "b holds it", "c holds it"], violation.Replicas);
    }

    [Fact]
    public void FinalState_TombstoneOrNothing_Held()
    {
        Operation[] history = [Write(1, A1), Delete(1, A2, Context(A1), at: 1)];
        var tombstone = ObjectState.Of(Context(A1, A2), new Sibling(A2, null, 0, VersionVector.Empty));

        Assert.Equal(PromiseOutcome.Held, Check(Strict, Agreed(tombstone), history).Outcome);
        Assert.Equal(PromiseOutcome.Held, Check(Strict, Agreed(ObjectState.Empty), history).Outcome);
    }

    [Fact]
    public void FinalState_DeleteWithoutContext_CoversWhatItSaysItHeld()
    {
        var delete = Delete(2, A2, at: 1) with { CoversHeld = true, ResultContext = Context(A1, A2) };
        var blind = delete with { ResultContext = Context(A2) };

        Assert.Equal(PromiseOutcome.Broken, Check(Strict, Agreed(State([A1])), Write(1, A1), delete).Outcome);
        Assert.Equal(PromiseOutcome.Held, Check(Strict, Agreed(State([A1])), Write(1, A1), blind).Outcome);
    }

    [Fact]
    public void FinalState_LastWriterWins_AnEarlierWriteComesBack_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        Check(
            Strict with { Versioning = VersioningKind.Lww }, Agreed(State([A1])), Write(1, A1), Delete(2, A2, at: 1))
            .Outcome);

    [Fact]
    public void NoDelete_Held() =>
        Assert.Equal(PromiseOutcome.Held, Check(Strict, Agreed(State([A1])), Write(1, A1)).Outcome);

    private static PromiseReport Check(CheckerOptions options, FinalState? final, params Operation[] history)
    {
        var checkers = new PromiseCheckers(options);
        foreach (var operation in history)
        {
            checkers.Observe(operation);
        }

        return checkers.Finish(final)[2];
    }
}
