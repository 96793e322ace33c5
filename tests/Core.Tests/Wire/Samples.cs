using System.Text;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>All samples, and the small things they are made of.</summary>
internal static class Samples
{
    public const ulong RingVersion = 0x0123456789ABCDEF;
    public const ulong HashOne = 0x1111111111111111;
    public const ulong HashTwo = 0xA0B0C0D0E0F01020;
    public const uint ShortHashOne = 0x11111111;
    public const uint ShortHashTwo = 0xE0F01020;

    public static readonly NodeId Node1 = new("node1");
    public static readonly NodeId Node2 = new("node2");
    public static readonly Key Cart = new("cart");
    public static readonly Key User = new("user");
    public static readonly Dot Dot1 = new(new Actor(Node1, 7), 3);
    public static readonly Dot Dot2 = new(new Actor(Node2, 300), 5);

    /// <summary>All of node1's first three dots, and of node2's the fifth alone.</summary>
    public static readonly CausalContext Context = CausalContext.Of(VersionVector.Of(Entry(Dot1)), Dot2);

    public static readonly ObjectState OneValue = ObjectState.Of(
        CausalContext.Of(VersionVector.Of(Entry(Dot1))), Value(Dot1, "milk"));

    public static readonly ObjectState TwoSiblings = ObjectState.Of(Context, Value(Dot1, "milk"), Tombstone(Dot2));

    /// <summary>A state under vv: the sibling carries its clock, and the entries their ages.</summary>
    public static readonly ObjectState WithClock = ObjectState.Of(
        CausalContext.Of(Clock), new Sibling(Dot1, "milk"u8.ToArray(), 1_700_000_000_000_000, Clock));

    public static readonly Member Joined = new(Node1, "127.0.0.1", 60000, 1_700_000_000_000_000, MemberStatus.Joined);
    public static readonly Member Left = new(Node2, "127.0.0.1", 65535, 2, MemberStatus.Left);

    public static IReadOnlyList<SampleMessage> All { get; } =
        [.. ClientSamples.All, .. PeerSamples.All, .. RepairSamples.All, .. ControlSamples.All];

    /// <summary>A nonce, or a MAC that proves nothing.</summary>
    public static byte[] Bytes(byte first) => [.. Enumerable.Range(first, 32).Select(i => (byte)i)];

    private static VersionVector Clock =>
        VersionVector.Of(new VersionEntry(Dot1.Actor, 3, 1_700_000_000_000), new VersionEntry(Dot2.Actor, 4, 9));

    private static VersionEntry Entry(Dot dot) => new(dot.Actor, dot.Counter);

    private static Sibling Value(Dot dot, string text) =>
        new(dot, Encoding.UTF8.GetBytes(text), 1_700_000_000_000_000, VersionVector.Empty);

    private static Sibling Tombstone(Dot dot) => new(dot, null, 1, VersionVector.Empty);
}
