using DynamoLab.Core;
using DynamoLab.History.Metrics;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Metrics;

public sealed class MetricsCollectorTests
{
    [Fact]
    public void Finish_FaultToldAfterItsOperations_CountsThemByActualTime()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 10, from: 0, to: 30);
        collector.Observe(Crash(A, 5.25));
        collector.Observe(Crash(A, 15.5, FaultPhase.Heal));
        var metrics = collector.Finish(new RunEnd { End = At(30) });

        Assert.Equal([53, 102, 145], metrics.Windows.Select(window => window.Attempted));
        Assert.Equal(300, metrics.Overall.Attempted);
        Assert.Equal(0, metrics.OperationsLateClassified);
    }

    [Fact]
    public void Finish_FaultToldTooLate_SaysHowManyItMayConcern()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 10, from: 0, to: 60);
        collector.Observe(Crash(A, 10));

        Assert.True(collector.Finish(new RunEnd { End = At(60) }).OperationsLateClassified > 0);
    }

    [Fact]
    public void Finish_HalfTheThroughputUnderFailure_IsDegradedByHalfAndRecovers()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 1, from: 0, to: 2);
        Observe(collector, perSecond: 100, from: 2, to: 5);
        Observe(collector, perSecond: 50, from: 5, to: 17);
        Observe(collector, perSecond: 95, from: 17, to: 19);
        Observe(collector, perSecond: 80, from: 19, to: 20);
        Observe(collector, perSecond: 90, from: 20, to: 30);
        collector.Observe(Crash(A, 5));
        collector.Observe(Crash(A, 15, FaultPhase.Heal));
        var impact = collector.Finish(new RunEnd { End = At(30) }).Impact;

        Assert.Equal(
            new FaultImpact { NormalOpsPerS = 100, SlowOpsPerS = 50, Degradation = 0.5, RecoveryS = 5 }, impact);
    }

    [Fact]
    public void Finish_ThroughputNeverBackForThreeSeconds_HasNoRecoveryTime()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 100, from: 0, to: 5);
        Observe(collector, perSecond: 100, from: 8, to: 10);
        collector.Observe(Crash(A, 5));
        collector.Observe(Crash(A, 6, FaultPhase.Heal));
        var impact = collector.Finish(new RunEnd { End = At(10) }).Impact;

        Assert.Equal(1, impact.Degradation);
        Assert.Null(impact.RecoveryS);
    }

    [Fact]
    public void Finish_OfARunWithoutEnd_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new MetricsCollector(Start, 5).Finish(new RunEnd { End = Instant.Never }));

    [Fact]
    public void Finish_NoFault_HasNormalOnly()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 100, from: 0, to: 10);
        var metrics = collector.Finish(new RunEnd { End = At(10) });

        Assert.Equal(new FaultImpact { NormalOpsPerS = 100 }, metrics.Impact);
        Assert.Equal(["warmup", "steady"], metrics.Windows.Select(window => window.Name));
    }

    [Fact]
    public void Finish_RetriesAndFailures_AreTwoAvailabilities()
    {
        var collector = new MetricsCollector(Start, 0);
        var first = Write(1, Dot(A, 1));
        var retried = first with
        {
            Node = B,
            Attempts = [new(A, Start, Start, false, "timeout"), new(B, Start, Start, true, "")],
        };
        new[] { first, first, retried, Failed(first) }.ToList().ForEach(collector.Observe);
        var metrics = collector.Finish(new RunEnd { End = At(1) });

        Assert.Equal(0.75, metrics.Overall.AvailabilityWithFailover);
        Assert.Equal(0.5, metrics.Overall.AvailabilityWithoutFailover);
        Assert.Equal([new ErrorCount("timeout", 1)], metrics.Errors);
        Assert.Equal(
            [("a", 2, 4, 2), ("b", 1, 1, 0)],
            metrics.Nodes.Select(node => (node.Node, node.Served, node.Attempts, node.FailedAttempts)));
    }

    [Fact]
    public void Finish_AttemptGivenUpBeforeANodeWasChosen_IsNobodysAndCanBeWritten()
    {
        var collector = new MetricsCollector(Start, 0);
        collector.Observe(Failed(Write(1, Dot(A, 1))) with { Attempts = [new(default, Start, Start, false, "ended")] });
        var metrics = collector.Finish(new RunEnd { End = At(1) });

        Assert.Empty(metrics.Nodes);
        Assert.NotEmpty(MetricsJson.Write(metrics));
    }

    [Fact]
    public void Finish_LateStarts_ServiceTimeAndTimeSinceIntendedDiffer()
    {
        var collector = new MetricsCollector(Start, 0);
        collector.Observe(Write(1, Dot(A, 1), at: 0.5) with { Intended = At(0.25) });
        collector.Observe(Failed(Write(1, Dot(A, 2), at: 0.5)) with { End = At(0.9) });
        var write = collector.Finish(new RunEnd { End = At(1) }).Overall.Operations["WRITE"];

        Assert.Equal((2, 1, 1), (write.Attempted, write.Successful, write.Failed));
        Assert.Equal((1, 1000), (write.ServiceTime.Count, write.ServiceTime.MaxUs));
        Assert.Equal((1, 251_000), (write.SinceIntended.Count, write.SinceIntended.MaxUs));
    }

    [Fact]
    public void Finish_OfSeveralTypes_HasTheServiceTimeOfAllTogether()
    {
        var collector = new MetricsCollector(Start, 0);
        collector.Observe(Write(1, Dot(A, 1), at: 0.5));
        collector.Observe(Read(1));
        collector.Observe(Failed(Write(1, Dot(A, 2), at: 0.5)) with { End = At(0.9) });

        var service = collector.Finish(new RunEnd { End = At(1) }).Overall.ServiceTime;

        Assert.Equal((2, 750.0, 1000), (service?.Count, service?.MeanUs, service?.MaxUs));
    }

    [Fact]
    public void BusiestKeys_OfAttempts_AreSortedByThemAndThenByName()
    {
        var collector = new MetricsCollector(Start, 0);
        foreach (var key in (string[])["c", "b", "a", "b", "d", "d", "d"])
        {
            collector.Observe(Read(1) with { Key = new Key(key), IsSuccess = false });
        }

        Assert.Equal([new Key("d"), new("b"), new("a")], collector.BusiestKeys(3));
        Assert.Equal((3, 0), (collector.OperationsOf(new("d")), collector.OperationsOf(new("x"))));
    }

    [Fact]
    public void Finish_Loading_IsNotMeasured()
    {
        var collector = new MetricsCollector(At(1), 0);
        collector.Observe(Write(1, Dot(A, 1), at: 0.5));

        Assert.Equal(0, collector.Finish(new RunEnd { End = At(2) }).Overall.Attempted);
    }

    [Fact]
    public void Finish_SecondsWithoutOperations_AreThereWithZero()
    {
        var collector = new MetricsCollector(Start, 0);
        collector.Observe(Write(1, Dot(A, 1), at: 2.5));
        var metrics = collector.Finish(new RunEnd { End = At(3.5) });

        Assert.Equal([(0, 0), (1, 0), (2, 1), (3, 0)], metrics.PerSecond.Select(s => (s.Second, s.Successful)));
    }

    [Fact]
    public void Finish_Reads_ShowSiblingsAndClocks()
    {
        var collector = new MetricsCollector(Start, 0);
        collector.Observe(Read(1) with { SiblingCount = 1, ClockEntries = 2, ClockBytes = 20 });
        collector.Observe(Read(1) with { SiblingCount = 4, ClockEntries = 3, ClockBytes = 30 });
        collector.Observe(Write(1, Dot(A, 1)) with { ClockEntries = 99 });
        var metrics = collector.Finish(new RunEnd { End = At(1) });

        Assert.Equal(new MeanAndMax(2.5, 4), metrics.Versions.Siblings);
        Assert.Equal(new MeanAndMax(2.5, 3), metrics.Versions.ClockEntries);
        Assert.Equal(new MeanAndMax(25, 30), metrics.PerSecond[0].Versions.ClockBytes);
    }

    [Fact]
    public void Finish_RoundsAndStatuses_AreSummedUp()
    {
        var metrics = new MetricsCollector(Start, 0).Finish(new RunEnd
        {
            End = At(1),
            Nodes = [new NodeStatus(C, 7, new Dictionary<string, long> { ["x"] = 1 })],
            Rounds = new Dictionary<Key, int?> { [new("a")] = 0, [new("b")] = 2, [new("c")] = 2, [new("d")] = null },
        });

        Assert.Equal(("c", 7L), (Assert.Single(metrics.Nodes).Node, metrics.Nodes[0].Keys));
        var convergence = Assert.IsType<ConvergenceMetrics>(metrics.Convergence);
        Assert.Equal(
            (4, 1, 3, 1),
            (convergence.KeysTested, convergence.KeysAgreedAlready, convergence.KeysConverged,
                convergence.KeysNotConverged));
        Assert.Equal([new RoundCount(0, 1), new RoundCount(2, 2)], convergence.KeysByRounds);
    }

    [Fact]
    public void Finish_Operations_KeepHistogramsAndTheLoadOfEverySecond()
    {
        var collector = new MetricsCollector(Start, 0);
        Observe(collector, perSecond: 10, from: 0, to: 1);
        Observe(collector, perSecond: 5, from: 2, to: 3);
        collector.Observe(Write(1, Dot(A, 1)) with { Intended = At(-0.002) });
        var metrics = collector.Finish(new RunEnd { End = At(3) });

        var writes = metrics.Overall.Operations["WRITE"];
        Assert.Equal(new LatencyBucket(1000, 16), Assert.Single(writes.ServiceTimeBuckets!));
        Assert.Equal(16, writes.SinceIntendedBuckets!.Sum(b => b.Count));
        Assert.Equal([11, 0, 5], metrics.Nodes.Single(n => n.Node == "a").ServedPerSecond);
        var json = MetricsJson.Write(metrics);
        Assert.Contains("\"service_time_buckets\": [[1000,16]]", json);
        Assert.Contains("\"served_per_second\": [11,0,5]", json);
    }

    [Fact]
    public void MetricsJson_WrittenAndRead_IsTheSameText()
    {
        var collector = new MetricsCollector(Start, 5);
        Observe(collector, perSecond: 10, from: 0, to: 10);
        collector.Observe(Crash(A, 5));
        var json = MetricsJson.Write(collector.Finish(new RunEnd { End = At(10) }));

        Assert.Equal(json, MetricsJson.Write(MetricsJson.Read(json)));
        Assert.Contains("\"p999_us\": 1000", json);
        Assert.Contains("\"availability_without_failover\": 1", json);
        Assert.Contains("\"WRITE\": {", json);
    }

    private static void Observe(MetricsCollector collector, int perSecond, int from, int to)
    {
        for (var i = 0; i < (to - from) * perSecond; i++)
        {
            collector.Observe(Write(1, Dot(A, 1), at: from + ((double)i / perSecond)));
        }
    }
}
