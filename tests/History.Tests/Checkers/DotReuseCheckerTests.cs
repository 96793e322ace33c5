using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

public sealed class DotReuseCheckerTests
{
    private static readonly Dot A1 = Dot(A, 1);

    [Fact]
    public void Finish_EveryDotNamesOneValue_Held()
    {
        var read = Read(2) with { Versions = [new ObservedVersion(A1, "x")] };
        var report = Check(Agreed(Holding(A1, "x")), Write(1, A1, value: "x"), read, Write(1, Dot(A, 2), value: "y"));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Equal(2, report.Checked);
    }

    [Fact]
    public void Finish_TwoAcknowledgementsWithOneDot_BrokenAndNamed()
    {
        var report = Check(null, Write(1, A1, value: "x"), Write(2, A1, value: "y", at: 1));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.Equal(
            "key k1: dot a@1:1 names two values, x and y; "
            + "worker 1 WRITE at 2023-11-14T22:13:20.000000Z dot a@1:1 value x / "
            + "worker 2 WRITE at 2023-11-14T22:13:21.000000Z dot a@1:1 value y",
            Assert.Single(report.Violations).ToString());
    }

    [Fact]
    public void Finish_AReadShowsAnotherValue_BrokenOnce()
    {
        var read = Read(2) with { Versions = [new ObservedVersion(A1, "y")] };

        Assert.Equal(1, Check(null, Write(1, A1, value: "x"), read, read).ViolationCount);
    }

    [Fact]
    public void Finish_AReplicaHoldsAnotherValue_BrokenAndNamesTheReplica()
    {
        var final = Final(Holding(A1, "x"), Holding(A1, "y"), null);
        var report = Check(final, Write(1, A1, value: "x"));

        Assert.Equal(["b holds value y"], Assert.Single(report.Violations).Replicas);
    }

    [Fact]
    public void Finish_TombstoneWithADotOfAValue_Broken() =>
        Assert.Equal(PromiseOutcome.Broken, Check(null, Write(1, A1, value: "x"), Delete(2, A1)).Outcome);

    [Fact]
    public void Finish_SameDotOfAnotherKey_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(null, Write(1, A1, value: "x"), Write(1, A1, value: "y") with { Key = new("k2") }).Outcome);

    [Fact]
    public void Finish_SameCounterOfAnotherEpoch_Held() => Assert.Equal(
        PromiseOutcome.Held,
        Check(null, Write(1, A1, value: "x"), Write(1, new Dot(new Actor(A, 2), 1), value: "y")).Outcome);

    [Fact]
    public void Finish_UnknownDots_NotChecked()
    {
        var unknown = Write(1, A1) with { Versions = [new ObservedVersion(default, "x")] };

        Assert.Equal(PromiseOutcome.NotChecked, Check(null, unknown, Failed(Write(1, A1))).Outcome);
    }

    private static PromiseReport Check(FinalState? final, params Operation[] history)
    {
        var checker = new DotReuseChecker();
        foreach (var operation in history)
        {
            checker.Observe(operation);
        }

        return checker.Finish(final);
    }

    private static ObjectState Holding(Dot dot, string value) => ObjectState.Of(
        Context(dot),
        new Sibling(dot, System.Text.Encoding.UTF8.GetBytes(value + " padding"), 0, VersionVector.Empty));
}
