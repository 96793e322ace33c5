using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>What a reader would refuse is refused where it is written, and nothing goes out.</summary>
public sealed class WireWriterTests
{
    private static readonly NodeId BadName = new("a b");
    private static readonly QuorumCount None = new(0, 0, 0);

    public static TheoryData<string, Message> Unwritable => new()
    {
        { "a node with a bad name", new Welcome(BadName, 1) },
        { "a node without a name", new Welcome(default, 1) },
        { "an optional node with a bad name", new Hello(Role.Peer, BadName, 1, 1) },
        { "a key that is none", new GetRequest(default, 1, 1) },
        { "a number below 0", new GetRequest(Samples.Cart, -1, 1) },
        { "an instant below 0", new ControlDone(IsDone: true, -1, "") },
        { "an unknown role", new Hello((Role)0, Samples.Node1, 1, 1) },
        { "an unknown outcome", new GetResponse((Outcome)99, Samples.Node1, ObjectState.Empty, None, "") },
        { "a port above 65535", new GossipMembers(WantsReply: true, [Samples.Joined with { Port = 65536 }]) },
        { "a text too long", new Refusal(new string('é', (Limits.TextBytesMax / 2) + 1)) },
        { "a value too long", Put(new byte[Limits.ValueBytesMax + 1], CausalContext.Empty) },
        { "a context too long", Put([], LongContext(Limits.ContextBytesMax / 8)) },
        { "too many members", new RepairRound(1, 1, 1, [.. Enumerable.Repeat(Samples.Node1, Limits.MembersMax + 1)]) },
        { "a dot without a number", new ReadReply(1, ReplicaOutcome.Ok, StateOf(Samples.Dot1 with { Counter = 0 })) },
    };

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void Write_WhatNoReaderTakes_Throws(string what, Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        var refusal = Record.Exception(() => FrameCodec.Write(output, 1, message));
        Assert.True(refusal is ArgumentException, $"{what}: {refusal}");
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Write_ValuesAtTheirMaximum_AreRead()
    {
        var longest = Put(new byte[Limits.ValueBytesMax], LongContext(1000)) with
        {
            Key = new Key(new byte[Limits.KeyBytesMax]),
        };
        var text = new Refusal(new string('é', Limits.TextBytesMax / 2));
        Assert.Equal(MessageText.Of(longest), MessageText.Of(Frames.Decode(Frames.Encode(longest)).Message));
        Assert.Equal(text, Frames.Decode(Frames.Encode(text)).Message);
    }

    [Fact]
    public void Length_AcrossBuffers_CountsAllThatWasWritten()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(output);
        for (var i = 0; i < 1000; i++)
        {
            writer.WriteUInt64(1);
            writer.WriteUInt32(2);
            Assert.Equal(12 * (i + 1), writer.Length);
        }

        writer.Flush();
        Assert.Equal(12_000, output.WrittenCount);
        Assert.Equal(12_000, writer.Length);
    }

    private static WriteRequest Put(byte[] value, CausalContext context) =>
        new(Samples.Cart, value, context, CoversHeld: false, 0, 0);

    private static CausalContext LongContext(int entries) => CausalContext.Of(VersionVector.Of(
        Enumerable.Range(1, entries).Select(i => new VersionEntry(new Actor(Samples.Node1, (ulong)i), 1))));

    private static ObjectState StateOf(Dot dot) =>
        ObjectState.Of(CausalContext.Empty, new Sibling(dot, [1], 1, VersionVector.Empty));
}
