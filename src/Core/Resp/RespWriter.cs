using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace DynamoLab.Core.Resp;

/// <summary>Writes replies of the Redis protocol, in its version 2 or 3.</summary>
/// <param name="output">Where they go.</param>
/// <param name="isVersion3">Whether the client has asked for version 3, by <c>HELLO 3</c>.</param>
public readonly ref struct RespWriter(IBufferWriter<byte> output, bool isVersion3)
{
    private const int NumberBytesMax = 20;

    /// <summary>A word such as OK.</summary>
    public void Status(ReadOnlySpan<byte> word)
    {
        output.Write("+"u8);
        output.Write(word);
        output.Write("\r\n"u8);
    }

    /// <summary>A code in capital letters, and what is wrong; its ends of lines become spaces.</summary>
    public void Error(string error)
    {
        output.Write("-"u8);
        output.Write(Encoding.UTF8.GetBytes(error.ReplaceLineEndings(" ")));
        output.Write("\r\n"u8);
    }

    public void Integer(long number) => Header(':', number);

    public void Bulk(ReadOnlySpan<byte> bytes)
    {
        Header('$', bytes.Length);
        output.Write(bytes);
        output.Write("\r\n"u8);
    }

    public void Bulk(string text) => Bulk(Encoding.UTF8.GetBytes(text));

    /// <summary>There is no value.</summary>
    public void Null() => output.Write(isVersion3 ? "_\r\n"u8 : "$-1\r\n"u8);

    /// <summary>A value or, where it is null, that there is none.</summary>
    public void BulkOrNull(byte[]? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Bulk(value);
        }
    }

    /// <summary>So many replies follow, which belong to it.</summary>
    public void Array(int count) => Header('*', count);

    /// <summary>So many pairs of replies follow; in version 2, one list of both.</summary>
    public void Map(int pairs)
    {
        if (isVersion3)
        {
            Header('%', pairs);
        }
        else
        {
            Array(pairs * 2);
        }
    }

    private void Header(char kind, long number)
    {
        var span = output.GetSpan(1 + NumberBytesMax + "\r\n"u8.Length);
        span[0] = (byte)kind;
        Utf8Formatter.TryFormat(number, span[1..], out var digits);
        "\r\n"u8.CopyTo(span[(1 + digits)..]);
        output.Advance(1 + digits + "\r\n"u8.Length);
    }
}
