using DynamoLab.Core.Messages;
using DynamoLab.Core.Tests.Wire;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Versions;

public sealed class VersionCodecTests
{
    private const string Entry = "056e6f6465310703";
    private const string SiblingOne = "056e6f64653107010100 01aa";
    private const string SiblingTwo = "056e6f64653107020101";

    [Theory]
    [InlineData("00 00 00", "{} []")]
    [InlineData("02 " + Entry + " 00 00", "{node1@7:3} []")]
    [InlineData("00 01 " + Entry + " 00", "{}+{node1@7:3} []")]
    [InlineData("00 00 02 " + SiblingOne + SiblingTwo, "{} [node1@7:1, node1@7:2=x]")]
    public void ReadState_Canonical_IsRead(string hex, string expected)
    {
        var bytes = Bytes(hex);
        var reader = new WireReader(bytes);
        var state = VersionCodec.ReadState(ref reader);
        Assert.True(reader.IsComplete);
        Assert.Equal(expected, state.ToString());
        Assert.Equal(bytes, state.ToBytes());
    }

    [Fact]
    public void ReadState_HashIsKnown_IsNotReckonedAgain()
    {
        var reader = new WireReader(Samples.TwoSiblings.ToBytes());
        Assert.Equal(4711UL, VersionCodec.ReadState(ref reader, 4711).Hash);
    }

    [Theory]
    [InlineData("siblings out of order", "00 00 02 " + SiblingTwo + SiblingOne)]
    [InlineData("a dot twice", "00 00 02 " + SiblingOne + SiblingOne)]
    [InlineData("a flag nobody knows", "00 00 01 056e6f6465310701 01 04 01aa")]
    [InlineData("a counter of 0", "02 056e6f6465310700 00 00")]
    [InlineData("a single dot 0", "00 01 056e6f6465310700 00")]
    [InlineData("an actor without a name", "02 00 07 03 00 00")]
    [InlineData("a time above 2^63", "00 00 01 056e6f6465310701 ffffffffffffffffff01 01")]
    public void ReadState_Violation_Fails(string what, string hex)
    {
        var reader = new WireReader(Bytes(hex));
        var state = VersionCodec.ReadState(ref reader);
        Assert.True(reader.Failed, what);
        Assert.True(state.IsEmpty, what);
    }

    /// <summary>Clients may keep contexts any way they like; inside there is one form only.</summary>
    [Fact]
    public void ReadContext_AnyOrder_IsPutInNormalForm()
    {
        var reader = new WireReader(Bytes("02 016e 01 02  02  016e 01 04  016e 01 03"));
        Assert.Equal("{n@1:4}", VersionCodec.ReadContext(ref reader).ToString());
        Assert.True(reader.IsComplete);
    }

    [Theory]
    [InlineData("04  016e 01 02  016d 01 03  00", "{m@1:3, n@1:2}")]
    [InlineData("04  016e 01 02  016e 01 03  00", "{n@1:3}")]
    [InlineData("02 016e 01 02  02  016e 01 06  016e 01 04", "{n@1:2}+{n@1:4, n@1:6}")]
    [InlineData("02 016e 01 02  02  016e 01 02  016e 01 04", "{n@1:2}+{n@1:4}")]
    [InlineData("02 016e 01 02  02  016e 01 04  016e 01 04", "{n@1:2}+{n@1:4}")]
    public void ReadContext_NotNormalInOnePlace_IsPutInNormalForm(string hex, string expected)
    {
        var reader = new WireReader(Bytes(hex));
        Assert.Equal(expected, VersionCodec.ReadContext(ref reader).ToString());
        Assert.True(reader.IsComplete);
    }

    [Theory]
    [InlineData(long.MaxValue, true)]
    [InlineData((ulong)long.MaxValue + 1, false)]
    public void ReadClientContext_CounterThatLeavesNoRoom_Fails(ulong counter, bool isRead)
    {
        var vector = VersionVector.Of(new VersionEntry(Samples.Dot1.Actor, counter));
        var dots = CausalContext.Empty.With(Samples.Dot1 with { Counter = counter });
        foreach (var context in new[] { CausalContext.Of(vector), dots })
        {
            var put = new WriteRequest(Samples.Cart, [], context, CoversHeld: false, 0, 0);
            var result = Frames.TryDecode(Frames.Encode(put), out _);
            Assert.Equal(isRead ? FrameResult.Complete : FrameResult.Malformed, result);
        }
    }

    [Fact]
    public void ReadClientContext_LongerThanAllowed_Fails()
    {
        var longContext = CausalContext.Of(VersionVector.Of(Enumerable.Range(1, Limits.ContextBytesMax / 8)
            .Select(i => new VersionEntry(new Actor(Samples.Node1, (ulong)i), 1))));
        byte[] context = ObjectState.Of(longContext).ToBytes()[..^1];
        Assert.True(context.Length > Limits.ContextBytesMax);
        byte[] put = Frames.Of(MessageKind.WriteRequest, [1, 0x61, 0, .. context, 0, 0, 0]);
        Assert.Equal(FrameResult.Malformed, Frames.TryDecode(put, out _));
    }

    [Fact]
    public void WriteOptional_NoDot_IsOneByte()
    {
        var reader = new WireReader([0]);
        Assert.Equal(default, VersionCodec.ReadOptionalDot(ref reader));
        Assert.True(reader.IsComplete);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
