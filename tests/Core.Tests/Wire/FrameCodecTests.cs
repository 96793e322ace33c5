using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

public sealed class FrameCodecTests
{
    [Fact]
    public void TryRead_WhatWasWritten_IsTheSameMessage() => Law.Holds(
        draws =>
        {
            var correlation = draws.NextUInt64();
            var message = MessageGenerator.Draw(draws);
            var bytes = Frames.Encode(message, correlation);
            var frame = Frames.Decode(bytes);
            Assert.Equal(correlation, frame.Correlation);
            Assert.Equal(MessageText.Of(message), MessageText.Of(frame.Message));
            Assert.Equal(bytes, Frames.Encode(frame.Message, correlation));
        },
        runs: 1000);

    [Fact]
    public void TryRead_SeveralFrames_AreReadOneByOne() => Law.Holds(draws =>
    {
        var messages = Enumerable.Range(0, 1 + draws.Next(3)).Select(_ => MessageGenerator.Draw(draws)).ToArray();
        var bytes = messages.SelectMany(m => Frames.Encode(m)).ToArray();
        var buffer = new ReadOnlySpan<byte>(bytes);
        foreach (var message in messages)
        {
            Assert.Equal(FrameResult.Complete, FrameCodec.TryRead(ref buffer, out var frame));
            Assert.Equal(MessageText.Of(message), MessageText.Of(frame.Message));
        }

        Assert.True(buffer.IsEmpty);
        Assert.Equal(FrameResult.Incomplete, FrameCodec.TryRead(ref buffer, out _));
    });

    [Fact]
    public void TryPeek_AnyFrame_TellsWhatItIsOnceItIsWhole() => Law.Holds(draws =>
    {
        var (correlation, message) = (draws.NextUInt64(), MessageGenerator.Draw(draws));
        var bytes = Frames.Encode(message, correlation);
        Assert.True(FrameCodec.TryPeek([.. bytes, 1, 2], out var kind, out var number, out var length));
        Assert.Equal((message.Kind, correlation, bytes.Length), (kind, number, length));
        Assert.False(FrameCodec.TryPeek(bytes.AsSpan(0, draws.Next(bytes.Length)), out _, out _, out _));
    });

    [Fact]
    public void TryPeek_AnotherVersion_IsNoFrame()
    {
        var bytes = Frames.Encode(new Refusal("no"));
        bytes[4]++;
        Assert.False(FrameCodec.TryPeek(bytes, out _, out _, out _));
    }

    [Fact]
    public void TryRead_TooLong_IsSaidBeforeTheFrameHasCome()
    {
        var head = BitConverter.GetBytes((uint)Limits.FrameBytesMax + 1);
        Assert.Equal(FrameResult.TooLong, Frames.TryDecode(head, out _));
        Assert.Equal(FrameResult.Incomplete, Frames.TryDecode(BitConverter.GetBytes(Limits.FrameBytesMax), out _));
        Assert.Equal(FrameResult.TooLong, Frames.TryDecode(BitConverter.GetBytes(uint.MaxValue), out _));
    }

    [Fact]
    public void TryRead_SmallerMaximum_IsKept()
    {
        var bytes = Frames.Encode(new Refusal("no"));
        var buffer = new ReadOnlySpan<byte>(bytes);
        Assert.Equal(FrameResult.TooLong, FrameCodec.TryRead(ref buffer, out _, bytes.Length - Frames.HeadBytes - 1));
        Assert.Equal(FrameResult.Complete, FrameCodec.TryRead(ref buffer, out _, bytes.Length - Frames.HeadBytes));
    }

    [Fact]
    public void TryRead_UnknownKindOrVersion_IsMalformed()
    {
        for (var kind = 0; kind < 256; kind++)
        {
            var isKnown = Enum.IsDefined((MessageKind)kind);
            var bytes = isKnown ? Frames.Encode(Samples.All.First(s => (int)s.Message.Kind == kind).Message)
                : Frames.Of((MessageKind)kind);
            Assert.Equal(isKnown ? FrameResult.Complete : FrameResult.Malformed, Frames.TryDecode(bytes, out _));
            bytes[Frames.HeadBytes]++;
            Assert.Equal(FrameResult.Malformed, Frames.TryDecode(bytes, out _));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TryRead_ShorterThanAnyFrame_IsMalformed(int length) =>
        Assert.Equal(FrameResult.Malformed, Frames.TryDecode(Frames.Around(new byte[length]), out _));

    [Fact]
    public void TryRead_BytesAfterTheBody_IsMalformed()
    {
        Assert.Equal(FrameResult.Complete, Frames.TryDecode(Frames.Of(MessageKind.Ping, 5), out _));
        Assert.Equal(FrameResult.Malformed, Frames.TryDecode(Frames.Of(MessageKind.Ping, 5, 0), out _));
    }

    /// <summary>A sibling set may outgrow a frame; the caller hears of it, and nothing half-written goes out.</summary>
    [Fact]
    public void Write_LongerThanAFrame_ThrowsAndWritesNothing()
    {
        var big = new byte[Limits.ValueBytesMax];
        Sibling[] siblings = [.. Enumerable.Range(1, 17).Select(i => new Sibling(
            new Dot(Samples.Dot1.Actor, (ulong)i), big, 1, VersionVector.Empty))];
        var output = new ArrayBufferWriter<byte>();
        var state = new StatesResponse([new(Samples.Cart, ObjectState.Of(CausalContext.Empty, siblings))]);
        var refusal = Assert.Throws<InvalidOperationException>(() => FrameCodec.Write(output, 1, state));
        Assert.Contains(nameof(MessageKind.StatesResponse), refusal.Message);
        Assert.Equal(0, output.WrittenCount);
        FrameCodec.Write(output, 1, new Ping(1));
        Assert.Equal(Frames.Encode(new Ping(1), 1), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void Preface_IsNoStartOfAnHttpRequest()
    {
        Assert.Equal(Preface.Length, Preface.Bytes.Length);
        Assert.True(Preface.Bytes[0] > 0x7F);
        Assert.Equal(FrameCodec.ProtocolVersion, Preface.Bytes[^1]);
        Assert.Equal("da444c01", Convert.ToHexStringLower(Preface.Bytes));
    }
}
