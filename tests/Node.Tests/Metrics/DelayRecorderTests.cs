using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Metrics;

namespace DynamoLab.Node.Tests.Metrics;

public sealed class DelayRecorderTests
{
    private static readonly NodeId Coordinator = new("n1");
    private static readonly NodeId Replica = new("n2");
    private static readonly Key Cart = new("cart");

    private readonly ManualTime _time = new();
    private readonly DelayRecorder _coordinators;
    private readonly DelayRecorder _replicas;

    public DelayRecorderTests() => (_coordinators, _replicas) = (new(_time), new(_time));

    [Fact]
    public void StampOf_Requests_OneInSeventeen()
    {
        var stamps = Enumerable.Range(1, 3 * DelayRecorder.SampledOneIn)
            .Count(i => _coordinators.StampOf(Replica, Write((ulong)i)) is not null);

        Assert.Equal(3, stamps);
    }

    [Fact]
    public void StampOf_WhatIsNoClientsRequest_IsNone()
    {
        Message[] others =
        [
            new Ping(1),
            Write(1) with { Cause = ReplicationCause.ReadRepair },
            Write(1) with { HintFor = Replica },
            new ReplicateReply(1, ReplicaOutcome.Ok),
        ];

        foreach (var message in Enumerable.Repeat(others, 50).SelectMany(m => m))
        {
            Assert.Null(_coordinators.StampOf(Replica, message));
        }
    }

    [Fact]
    public void Write_ThereAndBack_IsSplitWhereTheReplicaTookIt()
    {
        var (write, stamp) = Stamped(Write);

        _time.Advance(3);
        _replicas.Taken(Coordinator, write, stamp);
        _time.Advance(5);
        var reply = new ReplicateReply(write.Operation, ReplicaOutcome.Ok);
        var answered = _replicas.StampOf(Coordinator, reply);
        _time.Advance(2);
        _coordinators.Taken(Replica, reply, answered!);

        Assert.Equal((ReplicationLeg.Write, Coordinator, 3000), Only(_replicas));
        Assert.Equal((ReplicationLeg.Acknowledge, Replica, 7000), Only(_coordinators));
    }

    [Fact]
    public void Read_ThereAndBack_IsSplitLikewise()
    {
        var (read, stamp) = Stamped(i => new ReadRequest(i, 1, Cart));

        _time.Advance(1);
        _replicas.Taken(Coordinator, read, stamp);
        var reply = new ReadReply(read.Operation, ReplicaOutcome.Ok, ObjectState.Empty);
        var answered = _replicas.StampOf(Coordinator, reply);
        _time.Advance(4);
        _coordinators.Taken(Replica, reply, answered!);

        Assert.Equal((ReplicationLeg.Read, Coordinator, 1000), Only(_replicas));
        Assert.Equal((ReplicationLeg.Respond, Replica, 4000), Only(_coordinators));
        Assert.Null(_replicas.StampOf(Coordinator, reply));
    }

    [Fact]
    public void Taken_StampOfAnotherOperation_IsIgnored()
    {
        _replicas.Taken(Coordinator, Write(4), new DelayStamp(5, 0));

        Assert.Empty(_replicas.Answer(new DelaysRequest(Clears: false)).Delays);
    }

    [Fact]
    public void Taken_StampOfTheFuture_IsCountedAsUnclear()
    {
        _replicas.Taken(Coordinator, Write(4), new DelayStamp(4, 1_000_000));

        var delays = Assert.Single(_replicas.Answer(new DelaysRequest(Clears: false)).Delays);
        Assert.Equal((1, 0), (delays.Unclear, delays.Buckets.Count));
    }

    [Fact]
    public void Answer_ThatClears_BeginsAnew()
    {
        _replicas.Taken(Coordinator, Write(4), new DelayStamp(4, 0));

        Assert.Single(_replicas.Answer(new DelaysRequest(Clears: true)).Delays);
        Assert.Empty(_replicas.Answer(new DelaysRequest(Clears: false)).Delays);
    }

    [Fact]
    public void Histogram_AnyDelay_IsOffByNoMoreThanASixtyFourth()
    {
        for (var delay = 0L; delay < 3_000_000_000; delay = (delay * 17 / 16) + 1)
        {
            var histogram = new DelayHistogram();
            histogram.Add(delay);

            var bucket = Assert.Single(histogram.Buckets());
            Assert.InRange(Math.Abs(bucket.MiddleUs - delay), 0, delay / 64.0);
        }
    }

    private static ReplicateRequest Write(ulong operation) =>
        new(operation, 1, ReplicationCause.Write, default, Cart, ObjectState.Empty);

    /// <summary>The first request of a series that gets a stamp.</summary>
    private (T Message, DelayStamp Stamp) Stamped<T>(Func<ulong, T> make)
        where T : Message
    {
        for (ulong i = 1; ; i++)
        {
            var message = make(i);
            if (_coordinators.StampOf(Replica, message) is { } stamp)
            {
                return (message, stamp);
            }
        }
    }

    /// <summary>The one delay kept, to the buckets' width.</summary>
    private static (ReplicationLeg Leg, NodeId Peer, long Us) Only(DelayRecorder recorder)
    {
        var delays = Assert.Single(recorder.Answer(new DelaysRequest(Clears: false)).Delays);
        var bucket = Assert.Single(delays.Buckets);
        return (delays.Leg, delays.Peer, (long)Math.Round(bucket.MiddleUs / 1000.0) * 1000);
    }
}
