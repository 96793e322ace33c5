using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Recording;

/// <summary>Operations as the driver records them, for the tests of its tables.</summary>
internal static class OperationSamples
{
    public static readonly Instant Start = new(1_769_866_706_123_456); // 2026-01-31T13:38:26.123456Z

    public static readonly Dot Dot5 = new(new Actor(new NodeId("node1"), 0x18f), 5);

    public static readonly CausalContext Context5 =
        CausalContext.Of(VersionVector.Of(new VersionEntry(Dot5.Actor, 5)));

    public static Operation Read() => new()
    {
        Worker = 3,
        Kind = OperationKind.Read,
        Key = new Key("key-000000000007"),
        Intended = Start.PlusUs(-44),
        Start = Start,
        End = Start.PlusUs(1_234),
        IsSuccess = true,
        Node = new NodeId("node2"),
        Attempts = [new AttemptRecord(new NodeId("node2"), Start, Start.PlusUs(1_200), true, "")],
        Context = Context5,
        Versions = [new ObservedVersion(Dot5, "w3.1a"), new ObservedVersion(Dot5 with { Counter = 4 }, "")],
        SiblingCount = 2,
        ClockEntries = 1,
        ClockBytes = 12,
        FromFallbacks = 1,
    };

    public static Operation Write() => new()
    {
        Worker = 3,
        Kind = OperationKind.Write,
        Key = new Key("key-000000000007"),
        Intended = Start,
        Start = Start,
        End = Start.PlusUs(2_000_000),
        IsSuccess = true,
        Node = new NodeId("node3"),
        Attempts =
        [
            new AttemptRecord(new NodeId("node2"), Start, Start.PlusUs(9), false, "connection refused, \"node2\""),
            new AttemptRecord(new NodeId("node3"), Start.PlusUs(9), Start.PlusUs(99), true, ""),
        ],
        Context = CausalContext.Empty,
        ResultContext = Context5,
        Versions = [new ObservedVersion(Dot5, "w3.1a")],
        WrittenValueId = "w3.1a",
        AcknowledgedBy = [new NodeId("node1"), new NodeId("node3")],
        ClockEntries = 1,
        ClockBytes = 12,
    };

    public static Operation FailedRead() => Read() with
    {
        IsSuccess = false,
        Context = CausalContext.Empty,
        Versions = [],
        SiblingCount = 0,
        ClockEntries = 0,
        ClockBytes = 0,
        FromFallbacks = 0,
        Attempts = [new AttemptRecord(new NodeId("node2"), Start, Start.PlusUs(1), false, "needed 2, got 1\nlate")],
        Error = "needed 2, got 1\nlate",
    };

    public static Operation DeleteOfAll() => Write() with
    {
        Kind = OperationKind.Delete,
        CoversHeld = true,
        Versions = [new ObservedVersion(default, "")],
        WrittenValueId = "",
        Attempts = [new AttemptRecord(new NodeId("node3"), Start, Start.PlusUs(9), true, "")],
    };
}
