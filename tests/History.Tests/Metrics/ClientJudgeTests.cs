using DynamoLab.History.Metrics;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Metrics;

public sealed class ClientJudgeTests
{
    [Fact]
    public void Judge_RepliesThatWaitHalfOfTheServiceTime_IsABottleneck()
    {
        Assert.False(Judge(Reading() with { HandlingWait = Waits(490) }).ClientBottleneck);

        var client = Judge(Reading() with { HandlingWait = Waits(500) });

        Assert.True(client.ClientBottleneck);
        Assert.Equal(0.5, client.HandlingWaitShare);
        Assert.Equal(
            "what was ready waited 0.50 ms for the driver, 50% of the service time (medians)",
            Assert.Single(client.BottleneckReasons));
    }

    [Theory]
    [InlineData(9.6, 19.2, true)]
    [InlineData(9.4, 19.2, false)]
    [InlineData(9.6, 18.0, false)]
    [InlineData(19.0, null, true)]
    public void Judge_HalfOfABusyMachine_IsABottleneck(double cpuS, double? machineS, bool expected) => Assert.Equal(
        expected, Judge(Reading() with { CpuS = cpuS, MachineCpuS = machineS }).ClientBottleneck);

    [Theory]
    [InlineData(9, false)]
    [InlineData(11, true)]
    public void Judge_OpenLoopThatStartsLate_IsABottleneck(int lateMs, bool expected)
    {
        var client = Judge(Reading() with { OfferedOpsPerS = 10 }, lateMs);

        Assert.Equal(expected, client.ClientBottleneck);
        Assert.Equal(lateMs * 1000, client.StartLateness?.MaxUs);
    }

    [Fact]
    public void Judge_LateOnlyUnderTheFault_IsNone()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, 0, 5, lateMs: 0);
        Observe(collector, 5, 10, lateMs: 900);
        collector.Observe(Crash(A, 5));
        var client =
            collector.Finish(new RunEnd { End = At(10), Client = Reading() with { OfferedOpsPerS = 10 } }).Client;

        Assert.False(client!.ClientBottleneck);
        Assert.Equal((10, 10, 0.5), (client.OfferedOpsPerS, client.StartedOpsPerS, client.CpuCores));
    }

    private static ClientReading Reading() =>
        new() { ElapsedS = 10, CpuS = 5, CpuCount = 2, MachineCpuS = 20, HandlingWait = new LatencyHistogram() };

    private static LatencyHistogram Waits(long us)
    {
        var waits = new LatencyHistogram();
        waits.Add(us);
        return waits;
    }

    private static ClientMetrics Judge(ClientReading reading, int lateMs = 0)
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, 0, 10, lateMs);
        return collector.Finish(new RunEnd { End = At(10), Client = reading }).Client!;
    }

    // Ten operations in each second, of a millisecond each.
    private static void Observe(MetricsCollector collector, int from, int to, int lateMs)
    {
        for (var i = from * 10; i < to * 10; i++)
        {
            var write = Write(1, Dot(A, 1), at: i / 10.0);
            collector.Observe(write with { Intended = write.Start.PlusMs(-lateMs) });
        }
    }
}
