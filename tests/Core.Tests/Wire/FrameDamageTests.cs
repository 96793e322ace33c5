using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>
/// A node meets any bytes without an exception and without great allocations; what it does accept, it can also write.
/// </summary>
public sealed class FrameDamageTests
{
    private static readonly byte[][] Whole = [.. Samples.All.Select(s => Frames.Encode(s.Message, s.Correlation))];

    [Fact]
    public void TryRead_EveryTruncation_IsIncomplete() => Assert.All(Whole, bytes =>
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(FrameResult.Incomplete, Frames.TryDecode(bytes.AsSpan(0, length), out _));
        }
    });

    /// <summary>No message's encoding is the beginning of another one's: a shortened body is always noticed.</summary>
    [Fact]
    public void TryRead_EveryTruncationWithItsLengthPutRight_IsMalformed() => Assert.All(Whole, bytes =>
    {
        for (var length = Frames.HeadBytes; length < bytes.Length; length++)
        {
            var shortened = Frames.Around(bytes.AsSpan(Frames.HeadBytes, length - Frames.HeadBytes));
            Assert.Equal(FrameResult.Malformed, Frames.TryDecode(shortened, out _));
        }
    });

    [Fact]
    public void TryRead_EveryByteReplaced_NeverThrows() => Assert.All(Whole, bytes =>
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF, (byte)(bytes[at] ^ 1), (byte)(bytes[at] + 1) })
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] = value;
                AcceptsOnlyWhatItCanWrite(damaged);
            }
        }
    });

    [Fact]
    public void TryRead_RandomDamage_NeverThrows() => Law.Holds(
        draws =>
        {
            var damaged = (byte[])Whole[draws.Next(Whole.Length)].Clone();
            for (var flips = 1 + draws.Next(6); flips > 0; flips--)
            {
                damaged[draws.Next(damaged.Length)] ^= (byte)(1 << draws.Next(8));
            }

            AcceptsOnlyWhatItCanWrite(damaged);
        },
        runs: 10_000);

    [Fact]
    public void TryRead_RandomBodies_NeverThrow() => Law.Holds(
        draws =>
        {
            var body = new byte[draws.Next(60)];
            for (var i = 0; i < body.Length; i++)
            {
                body[i] = (byte)(draws.NextBool() ? draws.Next(256) : draws.Next(4));
            }

            AcceptsOnlyWhatItCanWrite(Frames.Of(draws.Pick<MessageKind>(Enum.GetValues<MessageKind>()), body));
        },
        runs: 10_000);

    /// <summary>
    /// Counts that lie, in every place where a count or a length can stand: no more items follow than the frame has
    /// bytes. A reader may make an object of every two bytes or so, but nothing in advance.
    /// </summary>
    [Theory]
    [InlineData(20)]
    [InlineData(2_000)]
    [InlineData(40_000)]
    public void TryRead_LyingCounts_AllocateInProportionToTheFrame(int padding)
    {
        foreach (var bytes in Whole)
        {
            for (var at = Frames.HeadBytes + 3; at <= bytes.Length; at++)
            {
                foreach (var count in new[] { padding, Limits.ListItemsMax, Limits.ClockEntriesMax, Limits.MembersMax })
                {
                    AllocatesInProportion(LyingFrame(bytes.AsSpan(Frames.HeadBytes..at), count, padding));
                }
            }
        }
    }

    private static byte[] LyingFrame(ReadOnlySpan<byte> start, int count, int padding)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(body);
        foreach (var value in start)
        {
            writer.WriteByte(value);
        }

        writer.WriteInt(count);
        writer.Flush();
        return Frames.Around([.. body.WrittenSpan, .. new byte[padding]]);
    }

    private static void AllocatesInProportion(byte[] bytes)
    {
        const int perByte = 64;
        const int constant = 16 * 1024;
        var buffer = new ReadOnlySpan<byte>(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FrameCodec.TryRead(ref buffer, out _);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, constant + (perByte * bytes.Length));
    }

    private static void AcceptsOnlyWhatItCanWrite(byte[] bytes)
    {
        if (Frames.TryDecode(bytes, out var frame) == FrameResult.Complete)
        {
            var again = Frames.Decode(Frames.Encode(frame.Message, frame.Correlation));
            Assert.Equal(MessageText.Of(frame.Message), MessageText.Of(again.Message));
        }
    }
}
