using System.Buffers.Binary;
using System.Text;
using DynamoLab.Core;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// The identity of a value in 16 bytes: up to 15 bytes of text as they are, anything longer as a hash. A history of
/// millions of writes keeps one for each.
/// </summary>
internal readonly record struct ValueText(ulong High, ulong Low)
{
    private const int TextBytesMax = 15;
    private const byte HashMark = 0xFF;

    public bool IsTombstone => High == 0 && Low == 0;

    public static ValueText Of(string valueId)
    {
        if (Encoding.UTF8.GetByteCount(valueId) > TextBytesMax)
        {
            return new ValueText(Hash64.Of(Encoding.UTF8.GetBytes(valueId)), HashMark);
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        bytes[15] = (byte)Encoding.UTF8.GetBytes(valueId, bytes);
        return new ValueText(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return bytes[15] == HashMark ? $"#{High:x16}" : Encoding.UTF8.GetString(bytes[..bytes[15]]);
    }
}
