using System.Text;

namespace DynamoLab.Core;

/// <summary>
/// A position on the ring: the first 64 bits, big-endian, of an MD5 (Dynamo §4.2 uses MD5 too).
/// MD5 spreads keys here; it protects nothing.
/// </summary>
public readonly record struct Token(ulong Position) : IComparable<Token>
{
    public static Token Of(ReadOnlySpan<byte> bytes) => new(Md5.Head(bytes));

    public static Token Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public int CompareTo(Token other) => Position.CompareTo(other.Position);

    public override string ToString() => Position.ToString("x16");
}
