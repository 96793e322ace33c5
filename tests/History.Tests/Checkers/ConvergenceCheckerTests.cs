using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

public sealed class ConvergenceCheckerTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);

    [Fact]
    public void Check_IdenticalStates_Held()
    {
        var report = ConvergenceChecker.Check(Final(State([A1]), State([A1]), State([A1])));

        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Equal(1, report.Checked);
    }

    [Fact]
    public void Check_DivergentReplicas_BrokenAndNamed()
    {
        var report = ConvergenceChecker.Check(Final(State([A1]), State([A1, A2]), State([A1])));

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        var line = Assert.Single(report.Violations).ToString();
        Assert.StartsWith("key k1: primaries do not hold the same bytes after at most 10 rounds; replicas: a #", line);
        Assert.Contains("a@1:2", line);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Check_SameSiblingsButAnotherContext_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        ConvergenceChecker.Check(Final(State([A2]), State([A2]), State([A2], A1))).Outcome);

    [Fact]
    public void Check_OneReplicaHoldsNothing_Broken() => Assert.Equal(
        PromiseOutcome.Broken,
        ConvergenceChecker.Check(Final(State([A1]), State([A1]), ObjectState.Empty)).Outcome);

    [Fact]
    public void Check_DeadPrimary_IsLeftOutAndSaidSo()
    {
        var final = Final(State([A1]), State([A1]), null) with { DeadNodes = new HashSet<NodeId> { C } };
        var report = ConvergenceChecker.Check(final);

        Assert.True(final.IsReadable);
        Assert.Equal(PromiseOutcome.Held, report.Outcome);
        Assert.Contains("1 with a primary left out", report.Evidence);
    }

    [Fact]
    public void Check_UnreadablePrimary_IsInconclusive()
    {
        var final = Final(State([A1]), State([A1]), null);
        var report = ConvergenceChecker.Check(final);

        Assert.False(final.IsReadable);
        Assert.Equal(PromiseOutcome.NotChecked, report.Outcome);
        Assert.Equal(1, report.Inconclusive);
    }

    [Fact]
    public void Check_UnreadablePrimaryAndDivergence_IsBroken() => Assert.Equal(
        PromiseOutcome.Broken, ConvergenceChecker.Check(Final(State([A1]), State([A2]), null)).Outcome);

    [Fact]
    public void Check_ManyDivergentKeys_CountsAllAndNamesTheFirst()
    {
        var final = Agreed(State([A1])) with
        {
            States = Enumerable.Range(0, 50).ToDictionary(
                i => new Key($"k{i}"),
                IReadOnlyList<ReplicaState> (_) => [new(A, State([A1])), new(B, State([A2]))]),
        };
        var report = ConvergenceChecker.Check(final);

        Assert.Equal(50, report.ViolationCount);
        Assert.Equal(PromiseReport.ViolationsMax, report.Violations.Count);
    }
}
