using System.Text.RegularExpressions;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Http;
using DynamoLab.Node.Metrics;
using DynamoLab.Replica;

namespace DynamoLab.Node.Tests.Http;

public sealed class MetricsTextTests
{
    [Fact]
    public void Of_Status_HasHelpTypeAndValueOfEachMetric()
    {
        var text = MetricsText.Of(Status(new Counter("frames_in", 12), new Counter("connections", 3)));

        Assert.Contains(
            "# HELP dynamolab_frames_in_total Frames received.\n"
            + "# TYPE dynamolab_frames_in_total counter\n"
            + "dynamolab_frames_in_total{node=\"n1\"} 12\n",
            text);
        Assert.Contains("# TYPE dynamolab_connections gauge\ndynamolab_connections{node=\"n1\"} 3\n", text);
        Assert.Contains("dynamolab_keys{node=\"n1\"} 5\n", text);
        Assert.Contains("dynamolab_repair_paused{node=\"n1\"} 1\n", text);
        Assert.EndsWith("\n", text);
    }

    [Fact]
    public void Of_AnyCounterName_KeepsToTheFormat()
    {
        var text = MetricsText.Of(Status(new Counter("Strange name-ü", 1)));

        var line = new Regex("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{node=\"n1\"\\} [0-9]+)$");
        Assert.All(text.TrimEnd('\n').Split('\n'), each => Assert.Matches(line, each));
    }

    [Fact]
    public void MetricHelp_EverythingANodeCounts_IsExplained()
    {
        var counters = new NodeCounters().ToList().Concat(new HostCounters().Snapshot());

        Assert.All(counters, counter => Assert.DoesNotContain("since the start", MetricHelp.Of(counter.Name)));
    }

    private static StatusResponse Status(params Counter[] counters) =>
        new(new NodeId("n1"), 1, 2, 3, "", 5, 0, IsRepairPaused: true, [], counters);
}
