using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Resp;

/// <summary>
/// Cuts commands of the Redis protocol out of what has been received: arrays of bulk strings, as clients send them. It
/// keeps how far it came, so that a command that arrives in many pieces is looked at once.
/// </summary>
public sealed class RespReader
{
    private const int None = -1;
    private const int PlacesMin = 8;
    private const int PlacesKeptMax = 64;

    // Where the arguments are, from the command's first byte on.
    private (int Start, int Length)[] _places = new (int, int)[PlacesMin];
    private int _expected = None;

    // Of the argument whose bytes have not all come.
    private int _length = None;

    /// <summary>The longest command accepted, in bytes.</summary>
    public int BytesMax { get; set; } = Limits.RespCommandBytesMax;

    /// <summary>Arguments of the command, its name included.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the command, or of that part of it that was looked at.</summary>
    public int Bytes { get; private set; }

    /// <summary>What is wrong with the command; empty where nothing is.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Goes on with a command; <see cref="Next"/> makes ready for the one behind it.</summary>
    /// <param name="received">All bytes from the command's first on that have come.</param>
    public FrameResult TryRead(ReadOnlySpan<byte> received)
    {
        if (_expected == None && TryReadLength(received, '*', Limits.RespArgumentsMax, ref _expected) is var header
            && header != FrameResult.Complete)
        {
            return header;
        }

        while (Count < _expected)
        {
            if (TryReadArgument(received) is var result && result != FrameResult.Complete)
            {
                return result;
            }
        }

        return FrameResult.Complete;
    }

    /// <summary>The arguments of a complete command.</summary>
    /// <param name="received">As it was given to <see cref="TryRead"/>.</param>
    public RespArguments In(ReadOnlySpan<byte> received) => new(received, _places.AsSpan(0, Count));

    /// <summary>Begins with the command behind this one.</summary>
    public void Next()
    {
        (_expected, _length, Count, Bytes) = (None, None, 0, 0);
        if (_places.Length > PlacesKeptMax)
        {
            _places = new (int, int)[PlacesMin];
        }
    }

    private FrameResult TryReadArgument(ReadOnlySpan<byte> received)
    {
        if (_length == None && TryReadLength(received, '$', Limits.ValueBytesMax, ref _length) is var header
            && header != FrameResult.Complete)
        {
            return header;
        }

        var end = Bytes + _length;
        if (end + "\r\n"u8.Length > BytesMax)
        {
            Error = $"the command is longer than {BytesMax} bytes";
            return FrameResult.TooLong;
        }

        if (received.Length < end + "\r\n"u8.Length)
        {
            return FrameResult.Incomplete;
        }

        if (!received[end..].StartsWith("\r\n"u8))
        {
            return Malformed($"a bulk string of {_length} bytes does not end after them");
        }

        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Count * 2);
        }

        _places[Count++] = (Bytes, _length);
        Bytes = end + "\r\n"u8.Length;
        _length = None;
        return FrameResult.Complete;
    }

    /// <summary>A line with its kind and a number.</summary>
    private FrameResult TryReadLength(ReadOnlySpan<byte> received, char kind, int max, ref int length)
    {
        var line = received[Bytes..];
        line = line[..Math.Min(line.Length, Limits.RespLineBytesMax)];
        if (line.IsEmpty)
        {
            return FrameResult.Incomplete;
        }

        if (line[0] != kind)
        {
            return Malformed($"expected '{kind}', got {Shown(line[0])}");
        }

        var end = line.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return line.Length < Limits.RespLineBytesMax
                ? FrameResult.Incomplete
                : Malformed($"the line of a length has more than {Limits.RespLineBytesMax} bytes");
        }

        if (!TryParse(line[1..end], out var number) || number > max)
        {
            return Malformed(kind == '*' ? $"invalid multibulk length; accepted: 0 to {max}"
                : $"invalid bulk length; accepted: 0 to {max}");
        }

        length = (int)number;
        Bytes += end + "\r\n"u8.Length;
        return FrameResult.Complete;
    }

    private FrameResult Malformed(string error)
    {
        Error = error;
        return FrameResult.Malformed;
    }

    private static string Shown(byte value) =>
        value is > (byte)' ' and <= (byte)'~' ? $"'{(char)value}'" : $"0x{value:x2}";

    /// <summary>One digit or more, and nothing else.</summary>
    private static bool TryParse(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit) || number > int.MaxValue)
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return !digits.IsEmpty;
    }
}
