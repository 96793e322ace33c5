using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>What nodes say to each other to serve requests and to know each other.</summary>
internal static class PeerSamples
{
    private const ulong Operation = 1000;

    private static readonly WriteRequest Put =
        new(Samples.Cart, "milk"u8.ToArray(), Samples.Context, CoversHeld: false, 0, 5000);

    private static readonly WriteResponse Stored = new(
        Outcome.Ok,
        Samples.Node1,
        Samples.Dot1,
        Samples.Context,
        new QuorumCount(2, 2, 0),
        [Samples.Node1, Samples.Node2],
        MayBeApplied: false,
        Reason: "");

    private static readonly ReplicateRequest Write = new(
        Operation, Samples.RingVersion, ReplicationCause.Write, default, Samples.Cart, Samples.OneValue);

    public static readonly SampleMessage[] All =
    [
        new("to a primary", 0, new ForwardRequest(Operation, Samples.RingVersion, AsFallback: false, Put)),
        new("to a fallback", 0, new ForwardRequest(Operation, Samples.RingVersion, AsFallback: true, Put)),
        new("coordinated", 0, new ForwardReply(Operation, ReplicaOutcome.Ok, Stored)),
        new("another ring", 0, new ForwardReply(Operation, ReplicaOutcome.RingMismatch, Stored)),
        new("a write", 0, Write),
        new("a hint for node2", 0, Write with { HintFor = Samples.Node2 }),
        new("read repair", 0, Write with { Cause = ReplicationCause.ReadRepair, State = Samples.TwoSiblings }),
        new("a hint come home", 0, Write with { Cause = ReplicationCause.Hint }),
        new("a handoff", 0, Write with { Cause = ReplicationCause.Handoff, State = Samples.WithClock }),
        new("an acknowledgement", 0, new ReplicateReply(Operation, ReplicaOutcome.Ok)),
        new("a failed store", 0, new ReplicateReply(Operation, ReplicaOutcome.StoreFailed)),
        new("a key", 0, new ReadRequest(Operation, Samples.RingVersion, Samples.Cart)),
        new("a state", 0, new ReadReply(Operation, ReplicaOutcome.Ok, Samples.OneValue)),
        new("another ring", 0, new ReadReply(Operation, ReplicaOutcome.RingMismatch, ObjectState.Empty)),
        new("a number", 0, new Ping(129)),
        new("a number", 0, new Pong(ulong.MaxValue)),
        new("a hash", 0, new GossipDigest(Samples.HashTwo)),
        new("two members", 0, new GossipMembers(WantsReply: true, [Samples.Joined, Samples.Left])),
        new("none", 0, new GossipMembers(WantsReply: false, [])),
        new("ahead of a write", 0, new DelayStamp(Operation, 86_400_000_000)),
    ];
}
