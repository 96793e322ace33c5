using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

/// <summary>The Monte Carlo against laws known without it, and against the paper.</summary>
public sealed class WarsMonteCarloTests
{
    private static readonly double[] Times = [0, 0.5, 1, 2];

    private static readonly QuorumPair[] OneOne = [new(1, 1)];

    [Fact]
    public void OneReplica_ExponentialDelays_HasTheLatencyOfTwoInARow()
    {
        // P(X > x) = (1 + 2x) e^-2x = 0.001 at 2x = 9.2334: the sum of two is Erlang.
        var delay = new Exponential(2);

        var cell = Played(new WarsModel("m", delay, delay, delay, delay), 1, OneOne, 400_000)[0];

        AssertHolds(9.2334 / 2, cell.ReadLatency);
        AssertHolds(9.2334 / 2, cell.WriteLatency);
        Assert.Equal(0, cell.VisibleAfter.Value);
        Assert.Equal([1, 1, 1, 1], cell.Shares);
    }

    [Fact]
    public void ThreeReplicas_OnlyWritesWait_HasTheLatencyOfTheFirstAndTheLatenessOfAnother()
    {
        // The first of three is exponential with three times the rate; a read at once asks one replica, which by then
        // lacks the write with probability 2/3, and without memory it waits as long as ever.
        var model = new WarsModel("m", new Exponential(2), Exponential.None, Exponential.None, Exponential.None);

        var cell = Played(model, 3, OneOne, 400_000)[0];

        AssertHolds(Math.Log(1000) / 6, cell.WriteLatency);
        AssertHolds(Math.Log(2000.0 / 3) / 2, cell.VisibleAfter);
        Assert.All(Times.Zip(cell.Shares), at =>
            Assert.Equal(1 - (2.0 / 3 * Math.Exp(-2 * at.First)), at.Second, tolerance: 0.004));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void OverlappingQuorums_AreConsistentAtOnce(int replicas)
    {
        var all = from read in Enumerable.Range(1, replicas)
                  from write in Enumerable.Range(1, replicas)
                  select new QuorumPair(read, write);

        foreach (var cell in Played(PublishedFits.Wan, replicas, [.. all], 20_000))
        {
            var overlaps = cell.Quorum.Read + cell.Quorum.Write > replicas;
            Assert.True(cell.Shares[0] == 1 || !overlaps, $"{cell.Quorum}");
            Assert.True(cell.Shares[0] < 1 || overlaps || cell.Quorum != new QuorumPair(1, 1), $"{cell.Quorum}");
        }
    }

    [Fact]
    public void Chunks_PlayedInAnyOrder_GiveTheSameCells()
    {
        var forward = Carlo(PublishedFits.Ymmr, 3, OneOne, 90_000, 3);
        var backward = Carlo(PublishedFits.Ymmr, 3, OneOne, 90_000, 3);
        foreach (var chunk in Enumerable.Range(0, forward.Chunks))
        {
            forward.Play(chunk);
            backward.Play(forward.Chunks - 1 - chunk);
        }

        Assert.Equal(forward.Cells()[0] with { Shares = [] }, backward.Cells()[0] with { Shares = [] });
        Assert.Equal(forward.Cells()[0].Shares, backward.Cells()[0].Shares);
    }

    [Theory]
    [InlineData("LNKD-SSD")]
    [InlineData("LNKD-DISK")]
    [InlineData("YMMR")]
    [InlineData("WAN")]
    public void PublishedFit_GivesThePaperLatencies_WithinTenPercent(string fit)
    {
        var model = PublishedFits.All.Single(f => f.Name == fit);

        foreach (var cell in Played(model, PublishedTable.Replicas, QuorumPair.OfThePaper, 200_000))
        {
            var printed = PublishedTable.Of(fit, PublishedTable.Replicas, cell.Quorum)!.Value;
            Assert.InRange(cell.ReadLatency.Value / printed.ReadLatency, 0.9, 1.1);
            Assert.InRange(cell.WriteLatency.Value / printed.WriteLatency, 0.9, 1.1);
            Assert.Equal(printed.VisibleAfter == 0, cell.VisibleAfter.Value == 0);
        }
    }

    private static IReadOnlyList<WarsCell> Played(
        WarsModel model, int replicas, IReadOnlyList<QuorumPair> quorums, long trials)
    {
        var carlo = Carlo(model, replicas, quorums, trials, 1);
        for (var chunk = 0; chunk < carlo.Chunks; chunk++)
        {
            carlo.Play(chunk);
        }

        return carlo.Cells();
    }

    private static WarsMonteCarlo Carlo(
        WarsModel model, int replicas, IReadOnlyList<QuorumPair> quorums, long trials, ulong seed) =>
        new(model, replicas, quorums, Times, trials, seed);

    /// <summary>Twice the interval: four standard deviations, which a fixed seed is to stay within.</summary>
    private static void AssertHolds(double expected, QuantileEstimate estimate) => Assert.InRange(
        expected, estimate.Value - (4 * estimate.HalfWidth / 1.96), estimate.Value + (4 * estimate.HalfWidth / 1.96));
}
