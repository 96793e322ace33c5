using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>What the lab asks nodes, and what they answer.</summary>
internal static class ControlSamples
{
    public static readonly SampleMessage[] All =
    [
        new("a question", 1, new StatusRequest()),
        new(
            "all fields",
            1,
            new StatusResponse(
                Samples.Node1,
                12345,
                1_700_000_000_000_000,
                Samples.RingVersion,
                "N=3 R=2 W=2",
                KeyCount: 1000,
                HintCount: 2,
                IsRepairPaused: true,
                [new MemberView(Samples.Joined, IsAlive: true), new MemberView(Samples.Left, IsAlive: false)],
                [new Counter("writes_total", 70000), new Counter("clock_skew_us", -1)])),
        new(
            "every direction",
            2,
            new SetNetworkRules(
            [
                new NetworkRule("*", LinkDirection.Both, 200, 20),
                new NetworkRule("client", LinkDirection.In, 0, 0),
                new NetworkRule("node2", LinkDirection.Out, 60000, 0),
            ])),
        new("healed", 2, new SetNetworkRules([])),
        new("done", 2, new ControlDone(IsDone: true, 1_700_000_000_000_000, "")),
        new("not done", 2, new ControlDone(IsDone: false, 0, "unknown peer node9")),
        new("pause", 3, new RepairPause(IsPaused: true)),
        new("resume", 3, new RepairPause(IsPaused: false)),
        new("two live nodes", 4, new RepairRound(1, 42, 10_000, [Samples.Node1, Samples.Node2])),
        new("all counts", 4, new RepairRoundDone(1, 12, 3, 40_000, 5)),
        new("two keys", 5, new StatesRequest([Samples.Cart, Samples.User])),
        new(
            "a state and none",
            5,
            new StatesResponse([new(Samples.Cart, Samples.TwoSiblings), new(Samples.User, ObjectState.Empty)])),
        new("from a partition", 6, new DigestsRequest(512)),
        new("two keys", 6, new DigestsResponse(513, [new(Samples.Cart, Samples.HashOne), new(Samples.User, 0)])),
        new(
            "every fault",
            7,
            new SetDiskRules(
            [
                new DiskRule("*", 100_000, 100_000, DiskFault.None),
                new DiskRule("*.log", 0, 0, DiskFault.Error),
                new DiskRule("?1.log", 0, 0, DiskFault.Full),
                new DiskRule("x", 1, 0, DiskFault.Short),
                new DiskRule("y", 0, 1, DiskFault.SyncError),
            ])),
        new("healed", 7, new SetDiskRules([])),
        new("clearing", 8, new DelaysRequest(Clears: true)),
        new(
            "every leg",
            8,
            new DelaysResponse(
                17,
                [
                    new PeerDelays(
                        ReplicationLeg.Write, Samples.Node1, 0, [new(31, 2), new(65, 1), new(1_048_576, 300)]),
                    new PeerDelays(ReplicationLeg.Acknowledge, Samples.Node1, 0, [new(0, 1)]),
                    new PeerDelays(ReplicationLeg.Read, Samples.Node2, 7, []),
                    new PeerDelays(ReplicationLeg.Respond, Samples.Node2, 0, [new(12, 1)]),
                ])),
    ];
}
