using DynamoLab.Report.Charts;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Tests.Runs;

public sealed class FaultSpanTests
{
    [Fact]
    public void Of_InjectAndHeal_IsOneSpanWithCommandedAndActualTimes()
    {
        var span = Assert.Single(FaultSpan.Of(MadeRun.Metrics()));

        Assert.Equal(("crash", "node2"), (span.Kind, span.Node));
        Assert.Equal((7.8, 8.0, 16.8, 17.0), (span.CommandedS, span.FromS, span.HealCommandedS, span.ToS));
    }

    [Fact]
    public void Of_AFaultThatIsNeverHealed_LastsToTheEnd()
    {
        var metrics = MadeRun.Metrics();

        var span = Assert.Single(FaultSpan.Of(metrics with { Faults = [metrics.Faults[0]] }));

        Assert.Equal(MadeRun.Seconds, span.ToS);
    }

    [Fact]
    public void Shades_OverlappingFaults_AreOneStretch()
    {
        FaultSpan[] spans = [Span(1, 4), Span(3, 6), Span(8, 9), Span(2, 3)];

        Assert.Equal([new Shade(1, 6), new Shade(8, 9)], FaultSpan.Shades(spans));
    }

    [Fact]
    public void NameOf_ManyFaults_IsTheirNumber()
    {
        var spans = Enumerable.Range(0, 5).Select(i => Span(i, i + 1) with { Node = $"node{i}" }).ToArray();

        Assert.Equal("crash of node0, crash of node1", FaultSpan.NameOf(spans[..2]));
        Assert.Equal("5 faults", FaultSpan.NameOf(spans));
    }

    private static FaultSpan Span(double from, double to) => new("crash", "node1", from, from, to, to);
}
