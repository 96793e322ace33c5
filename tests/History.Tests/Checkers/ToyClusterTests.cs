using DynamoLab.Core.Versions;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>The checkers against a small protocol: right, it never alarms them; broken, it always does.</summary>
public sealed class ToyClusterTests
{
    [Fact]
    public void Finish_RightProtocol_NothingIsBroken() => Law.Holds<int[]>(
        script =>
        {
            var cluster = new ToyCluster().Run(script);

            Assert.All(cluster.Checkers.Finish(cluster.Repair()), NotBroken);
        },
        runs: 2000);

    [Fact]
    public void Finish_RightProtocolWithoutCrashes_NothingIsExcused() => Law.Holds<int[]>(
        script =>
        {
            var cluster = new ToyCluster { IsCertain = true }.Run(script);
            var report = cluster.Checkers.Finish(cluster.Repair())[0];

            NotBroken(report);
            Assert.Equal((0, 0), (report.ExpectedLosses, report.Inconclusive));
        },
        runs: 1000);

    [Fact]
    public void Finish_OneVersionDroppedFromAllReplicas_IsBroken() => Law.Holds<(int[] Script, int Which, bool Keep)>(
        input =>
        {
            // A version that a failed write meant to cover may vanish by right, so there are no failures here.
            var cluster = new ToyCluster { HasFailures = false, HasDeletes = false, HasCrashes = false }
                .Run(input.Script);
            cluster.Repair();
            if (cluster.States[0].Siblings.Length > 0)
            {
                var dropped = Dropped(cluster.States[0], input.Which, input.Keep);

                Assert.Equal(PromiseOutcome.Broken, cluster.Checkers.Finish(Past.Agreed(dropped))[0].Outcome);
            }
        },
        runs: 500);

    [Fact]
    public void Finish_CoordinatorThatCoversTheUnseen_IsBrokenHoweverLongItRunsOn()
    {
        var random = new Random(7);
        var script = Enumerable.Range(0, 2000).Select(_ => random.Next(1000)).ToArray();
        var cluster = new ToyCluster { CoversUnseen = true, HasDeletes = false, HasCrashes = false }.Run(script);

        var report = cluster.Checkers.Finish(cluster.Repair())[0];

        Assert.Equal(PromiseOutcome.Broken, report.Outcome);
        Assert.True(report.ViolationCount > 100, report.Evidence);
    }

    [Fact]
    public void Measure_RightProtocolWithoutCrashes_NoReadIsStale() => Law.Holds<int[]>(
        script =>
        {
            var measured = new ToyCluster { IsCertain = true }.Run(script).Checkers.Measure();

            Assert.Equal(0, measured.StaleReads.Violated);
            Assert.Equal(0, measured.ReadYourWrites.Violated);
            Assert.Equal(0, measured.DeletedReads.Violated);
        },
        runs: 1000);

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    public void Finish_OneAnswerPassesForAQuorum_ReadsAreNotRegular(int promise) => Assert.Equal(
        PromiseOutcome.Broken, Outcome(new ToyCluster { ReadsOne = true, IsCertain = true }, promise));

    [Fact]
    public void Measure_OneAnswerPassesForAQuorum_SessionsAreBroken()
    {
        var measured = new ToyCluster { ReadsOne = true, IsCertain = true }.Run(Script()).Checkers.Measure();

        Assert.True(measured.StaleReads.Violated > 10);
        Assert.True(measured.ReadYourWrites.Violated > 10);
        Assert.True(measured.MonotonicReads.Violated > 10);
    }

    [Fact]
    public void Finish_MergeThatDropsASibling_SiblingsAreLost() => Assert.Equal(
        PromiseOutcome.Broken, Outcome(new ToyCluster { DropsSiblings = true, HasDeletes = false }, 5));

    [Fact]
    public void Finish_MergeThatForgetsWhatWasCovered_SiblingsAreFalse() =>
        Assert.Equal(PromiseOutcome.Broken, Outcome(new ToyCluster { ForgetsCovers = true }, 5));

    [Fact]
    public void Finish_MergeThatForgetsWhatWasCovered_DeletedValuesComeBack() => Assert.Equal(
        PromiseOutcome.Broken, Outcome(new ToyCluster { ForgetsCovers = true, IsCertain = true }, 3));

    [Fact]
    public void Finish_TombstoneReapedBeforeAllReplicasHoldIt_DeletedValuesComeBack() => Assert.Equal(
        PromiseOutcome.Broken, Outcome(new ToyCluster { ReapsEarly = true, IsCertain = true }, 3));

    private static int[] Script()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, 2000).Select(_ => random.Next(1000))];
    }

    private static PromiseOutcome Outcome(ToyCluster cluster, int promise)
    {
        cluster.Run(Script());
        var reports = cluster.Checkers.Finish(cluster.Repair());
        return reports.Single(report => report.Promise == promise).Outcome;
    }

    private static ObjectState Dropped(ObjectState state, int which, bool isContextKept)
    {
        var siblings = state.Siblings.ToArray();
        var gone = siblings[Math.Abs(which % siblings.Length)];
        Sibling[] left = [.. siblings.Where(sibling => sibling != gone)];
        return ObjectState.Of(isContextKept ? state.Context : CausalContext.Empty, left);
    }

    private static void NotBroken(PromiseReport report) =>
        Assert.False(report.Outcome == PromiseOutcome.Broken, string.Join('\n', report.Violations));
}
