using System.Buffers;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>Bytes as they come from a socket: in pieces of any length.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> bytes, long index) => (Memory, RunningIndex) = (bytes, index);

    public static ReadOnlySequence<byte> Of(byte[] bytes, Func<int> nextLength)
    {
        var first = new Segments(ReadOnlyMemory<byte>.Empty, 0);
        var last = first;
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(nextLength(), bytes.Length - at);
            var next = new Segments(bytes.AsMemory(at, length), at);
            last.Next = next;
            last = next;
            at += length;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
