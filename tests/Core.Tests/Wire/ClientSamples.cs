using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>What clients and nodes say to each other, and how connections open and end.</summary>
internal static class ClientSamples
{
    private static readonly QuorumCount Met = new(2, 2, 1);
    private static readonly QuorumCount Unmet = new(2, 1, 0);

    public static readonly SampleMessage[] All =
    [
        new("a client without a name", 0, new Hello(Role.Client, default, 0, 0)),
        new("a peer", 0, new Hello(Role.Peer, Samples.Node1, 1_700_000_000_000_000, 3)),
        new("the lab", 0, new Hello(Role.Control, new NodeId("lab"), 1, 1)),
        new("a node", 0, new Welcome(Samples.Node1, 1_700_000_000_000_000)),
        new("a reason", 0, new Refusal("malformed frame")),
        new("no reason, highest correlation", ulong.MaxValue, new Refusal("")),
        new("a node whose cluster has a secret", 0, new Challenge(Samples.Node1, Samples.Bytes(1))),
        new("a caller", 0, new Proof(Samples.Bytes(2), Samples.Bytes(3))),
        new("a node that lets in", 0, new Admission(1_700_000_000_000_000, Samples.Bytes(4))),
        new("the cluster's R", 1, new GetRequest(Samples.Cart, 0, 0)),
        new("R and a timeout of its own", 300, new GetRequest(new Key("ключ"), 3, 5000)),
        new("one value", 1, Found(Samples.OneValue)),
        new("a value and a tombstone, siblings", 1, Found(Samples.TwoSiblings)),
        new("a sibling with its clock", 1, Found(Samples.WithClock)),
        new("nothing found", 1, Found(ObjectState.Empty)),
        new(
            "quorum unmet",
            1,
            new GetResponse(Outcome.QuorumUnmet, default, ObjectState.Empty, Unmet, "needed 2, got 1")),
        new(
            "a put",
            2,
            new WriteRequest(Samples.Cart, "milk"u8.ToArray(), Samples.Context, CoversHeld: false, 0, 0)),
        new("an empty value", 2, new WriteRequest(Samples.Cart, [], CausalContext.Empty, CoversHeld: false, 2, 5000)),
        new(
            "a delete of what is held",
            2,
            new WriteRequest(Samples.Cart, Value: null, CausalContext.Empty, CoversHeld: true, 3, 1000)),
        new(
            "stored",
            2,
            new WriteResponse(
                Outcome.Ok,
                Samples.Node1,
                Samples.Dot1,
                Samples.Context,
                Met,
                [Samples.Node1, Samples.Node2],
                MayBeApplied: false,
                Reason: "")),
        new(
            "refused",
            2,
            new WriteResponse(
                Outcome.NotReady,
                default,
                default,
                CausalContext.Empty,
                new QuorumCount(0, 0, 0),
                [],
                MayBeApplied: true,
                "not in the ring yet")),
        new("a question", 4, new RingRequest()),
        new(
            "two members",
            4,
            new RingResponse(Samples.RingVersion, Placement.FixedPartitions, 3, 32, [Samples.Joined, Samples.Left])),
    ];

    private static GetResponse Found(ObjectState state) => new(Outcome.Ok, Samples.Node1, state, Met, "");
}
