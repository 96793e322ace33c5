using DynamoLab.Core;
using DynamoLab.Driver.Screen;
using DynamoLab.Driver.Tests.Recording;

namespace DynamoLab.Driver.Tests.Screen;

public sealed class LiveCountersTests
{
    [Fact]
    public void Take_Twice_CountsRatesAnewAndTotalsOn()
    {
        var node2 = new NodeId("node2");
        var counters = new LiveCounters(new Instant(0), [new NodeId("node1"), node2]);
        counters.Observe(OperationSamples.Read());
        counters.Observe(OperationSamples.Read());
        counters.Observe(OperationSamples.FailedRead());
        counters.Observe(OperationSamples.Write() with { Node = node2 });

        var first = counters.Take(new Instant(2_000_000));
        var second = counters.Take(new Instant(3_000_000));

        Assert.Equal(1.5, first.OpsPerS);
        Assert.Equal(3, first.Successful);
        Assert.Equal(1, first.Failed);
        Assert.Equal(1, first.Retries);
        Assert.Equal([0, 1.5], first.Nodes.Select(n => n.Value));
        Assert.Equal(0, second.OpsPerS);
        Assert.Null(second.P50Us);
        Assert.Equal(3, second.Successful);
    }
}
