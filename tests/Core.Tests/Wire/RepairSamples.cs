using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>Anti-entropy exchanges and the reaping of tombstones.</summary>
internal static class RepairSamples
{
    private const ulong Exchange = 9;
    private const ulong Reap = 21;

    private static readonly KeyHash CartHash = new(Samples.Cart, Samples.HashOne);
    private static readonly KeyHash UserHash = new(Samples.User, 0);
    private static readonly KeyState CartState = new(Samples.Cart, Samples.TwoSiblings);

    public static readonly SampleMessage[] All =
    [
        new(
            "two roots",
            0,
            new ExchangeOpen(Exchange, Samples.RingVersion, [new(0, Samples.HashOne), new(1023, Samples.HashTwo)])),
        new(
            "one differs",
            0,
            new ExchangeBranches(
                Exchange, ReplicaOutcome.Ok, [new BranchHashes(1023, [Samples.ShortHashOne, Samples.ShortHashTwo])])),
        new("another ring", 0, new ExchangeBranches(Exchange, ReplicaOutcome.RingMismatch, [])),
        new(
            "one branch",
            0,
            new ExchangeLeaves(Exchange, [new LeafHashes(1023, 1, [Samples.ShortHashOne, Samples.ShortHashTwo])])),
        new("one leaf", 0, new ExchangeKeys(Exchange, [new LeafKeys(1023, 17, [CartHash, UserHash])])),
        new("a state and a wish", 0, new ExchangePush(Exchange, [CartState], [Samples.User])),
        new("a state", 0, new ExchangePull(Exchange, [CartState])),
        new("nothing", 0, new ExchangePull(Exchange, [])),
        new("two keys", 0, new ReapPrepare(Reap, Samples.RingVersion, [CartHash, UserHash])),
        new("of node1's proposal", 0, new ReapBarrier(Reap, Samples.Node1)),
        new("one of them", 0, new ReapVote(Reap, [Samples.Cart])),
        new("one key", 0, new ReapCommit(Reap, [CartHash])),
    ];
}
