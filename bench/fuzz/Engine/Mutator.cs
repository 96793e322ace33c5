using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using DynamoLab.Core;

namespace DynamoLab.Fuzz.Engine;

/// <summary>
/// Makes cases of valid samples: a few changes of bits, bytes, numbers, words and whole pieces, or all of it made up.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> samples, IReadOnlyList<byte[]> words)
{
    /// <summary>Cases are no longer, unless their sample is.</summary>
    public const int LengthMax = 64 * 1024;

    private const int MadeUpOneIn = 32;
    private const int ChangesMax = 6;
    private const int PieceMax = 64;
    private const int RepeatsMax = 256;

    private static readonly long[] Numbers =
    [
        0, 1, 2, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, 65_536, int.MaxValue - 1, int.MaxValue,
        1L + int.MaxValue, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue, long.MinValue, -1, int.MinValue,
        Limits.ListItemsMax, Limits.ClockEntriesMax, Limits.ValueBytesMax, Limits.FrameBytesMax,
    ];

    public byte[] Next(DeterministicRandom random)
    {
        if (random.Next(MadeUpOneIn) == 0)
        {
            return MadeUp(random);
        }

        var bytes = (byte[])samples[random.Next(samples.Count)].Clone();
        for (var changes = 1 + random.Next(ChangesMax); changes > 0; changes--)
        {
            bytes = Changed(bytes, random);
        }

        return bytes;
    }

    private byte[] MadeUp(DeterministicRandom random)
    {
        var made = new List<byte>();
        for (var pieces = random.Next(16); pieces > 0; pieces--)
        {
            made.AddRange(Piece(random));
        }

        return [.. made];
    }

    private byte[] Changed(byte[] bytes, DeterministicRandom random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - at, 1 + random.Next(random.Next(4) == 0 ? PieceMax : 4));
        switch (random.Next(10))
        {
            case 0 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1 when length > 0:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2 when length > 0:
                PutNumber(bytes.AsSpan(at), random);
                return bytes;
            case 3:
                return Replaced(bytes, at, length, []);
            case 4:
                return Replaced(bytes, at, 0, Piece(random));
            case 5:
                return Replaced(bytes, at, length, Piece(random));
            case 6:
                return Replaced(bytes, at, 0, Repeated(bytes.AsSpan(at, length), random));
            case 7:
                return Replaced(bytes, at, DigitsAt(bytes, at), NumberText(random));
            case 8 when random.Next(4) == 0:
                return bytes[..at];
            case 9:
                return Replaced(bytes, at, length, PartOf(samples[random.Next(samples.Count)], random));
            default:
                return bytes;
        }
    }

    private byte[] Piece(DeterministicRandom random)
    {
        switch (random.Next(4))
        {
            case 0:
                var noise = new byte[1 + random.Next(8)];
                foreach (ref var value in noise.AsSpan())
                {
                    value = (byte)random.Next(256);
                }

                return noise;
            case 1:
                return NumberText(random);
            case 2 when words.Count > 0:
                return words[random.Next(words.Count)];
            default:
                return PartOf(samples[random.Next(samples.Count)], random);
        }
    }

    private static byte[] PartOf(byte[] sample, DeterministicRandom random)
    {
        var at = random.Next(sample.Length + 1);
        return sample[at..(at + random.Next(Math.Min(PieceMax, sample.Length - at) + 1))];
    }

    private static byte[] Repeated(ReadOnlySpan<byte> piece, DeterministicRandom random)
    {
        var times = 1 + random.Next(random.Next(8) == 0 ? RepeatsMax : 4);
        var repeated = new byte[piece.Length * times];
        for (var i = 0; i < times; i++)
        {
            piece.CopyTo(repeated.AsSpan(i * piece.Length));
        }

        return repeated;
    }

    private static byte[] NumberText(DeterministicRandom random) => Encoding.ASCII.GetBytes(
        Numbers[random.Next(Numbers.Length)].ToString(CultureInfo.InvariantCulture));

    private static int DigitsAt(ReadOnlySpan<byte> bytes, int at)
    {
        var count = 0;
        while (at + count < bytes.Length && char.IsAsciiDigit((char)bytes[at + count]))
        {
            count++;
        }

        return count;
    }

    private static void PutNumber(Span<byte> into, DeterministicRandom random)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
        var width = Math.Min(1 << random.Next(4), into.Length);
        number[..width].CopyTo(into);
    }

    /// <summary>Never longer than <see cref="LengthMax"/>, unless it was.</summary>
    private static byte[] Replaced(byte[] bytes, int at, int length, byte[] piece) =>
        piece.Length > length && bytes.Length + piece.Length - length > LengthMax
            ? bytes
            : [.. bytes.AsSpan(0, at), .. piece, .. bytes.AsSpan(at + length)];
}
