using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Tests.Runs;

public sealed class RunChartsTests
{
    [Fact]
    public void Throughput_OfARun_HasEverySecondNormalAndTheFault()
    {
        var chart = Charts().Throughput()!;

        Assert.Equal(["achieved", "failed", "normal"], chart.Series.Select(s => s.Name));
        Assert.Equal(MadeRun.Seconds, chart.Series[0].Points.Count);
        Assert.Equal(40, chart.Series[0].Points[0].Y);
        Assert.Equal(32, chart.Series[0].Points[MadeRun.InjectS].Y);
        var shade = Assert.Single(chart.Shades);
        Assert.Equal((MadeRun.InjectS, MadeRun.HealS), (shade.From, shade.To));
    }

    [Fact]
    public void WholeSeconds_OfARunThatEndsWithinOne_LeaveThatOneOut()
    {
        var metrics = MadeRun.Metrics();
        var cut = metrics with { Overall = metrics.Overall with { DurationS = MadeRun.Seconds - 0.4 } };

        Assert.Equal(MadeRun.Seconds - 1, RunCharts.WholeSeconds(cut).Count);
    }

    [Fact]
    public void Nodes_OfARun_ShadeOnlyTheOneThatWasStruck()
    {
        var nodes = Charts().Nodes();

        Assert.Equal(["node1", "node2", "node3", "node4", "node5"], nodes.Select(n => n.Title));
        Assert.Equal(["node2"], nodes.Where(n => n.Shades.Count > 0).Select(n => n.Title));
        Assert.Equal(0, nodes[1].Series[0].Points[MadeRun.InjectS].Y);
    }

    [Fact]
    public void Cumulative_OfAHistogram_RisesToAHundredPercent()
    {
        var points = LatencyCharts.Cumulative(MadeRun.Metrics().Overall.Operations["READ"].ServiceTimeBuckets);

        Assert.Equal((0d, 100d), (points[0].Y, points[^1].Y));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(
            pair.First.X <= pair.Second.X && pair.First.Y <= pair.Second.Y));
    }

    [Fact]
    public void Divergence_OfKeysByRounds_CountsThoseThatStillDiffer()
    {
        var chart = RepairCharts.Divergence(MadeRun.Metrics().Convergence)!;

        Assert.Equal([75d, 50, 25, 1], chart.Series[0].Points.Select(p => p.Y!.Value));
    }

    [Fact]
    public void Divergence_WhereNothingDiffered_IsNotDrawn()
    {
        var convergence = MadeRun.Metrics().Convergence!;

        Assert.Null(RepairCharts.Divergence(convergence with { KeysAgreedAlready = convergence.KeysTested }));
    }

    private static RunCharts Charts() => new(new RunFolder(
        "made", MadeRun.Metrics(), RunConfig.Parse("""{ "parameters": {} }""")));
}
