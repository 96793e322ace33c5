using System.Text;

namespace DynamoLab.Core;

/// <summary>
/// A key: 1 to <see cref="Limits.KeyBytesMax"/> bytes, with its token computed once. Two keys are equal when
/// their bytes are.
/// </summary>
public readonly struct Key : IEquatable<Key>, IComparable<Key>
{
    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">No bytes, or too many.</exception>
    public Key(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length is 0 or > Limits.KeyBytesMax)
        {
            throw new ArgumentException(
                $"a key has 1 to {Limits.KeyBytesMax} bytes, not {bytes.Length}", nameof(bytes));
        }

        _bytes = bytes;
        Token = Token.Of(bytes);
    }

    public Key(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    private Key(byte[] bytes, Token token) => (_bytes, Token) = (bytes, token);

    public Token Token { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static bool operator ==(Key left, Key right) => left.Equals(right);

    public static bool operator !=(Key left, Key right) => !left.Equals(right);

    /// <summary>
    /// A key from a store that kept its token, which is trusted: millions of hashes are seconds of a start.
    /// </summary>
    /// <exception cref="ArgumentException">No bytes, or too many.</exception>
    public static Key WithToken(ReadOnlySpan<byte> bytes, Token token) =>
        bytes.Length is > 0 and <= Limits.KeyBytesMax
            ? new Key(bytes.ToArray(), token)
            : throw new ArgumentException($"a key has 1 to {Limits.KeyBytesMax} bytes, not {bytes.Length}");

    public bool Equals(Key other) => Token == other.Token && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is Key other && Equals(other);

    /// <summary>The token is an MD5 already: its low bits are as good a hash as any.</summary>
    public override int GetHashCode() => (int)Token.Position;

    public int CompareTo(Key other)
    {
        var byToken = Token.CompareTo(other.Token);
        return byToken != 0 ? byToken : Bytes.SequenceCompareTo(other.Bytes);
    }

    public override string ToString() => _bytes is null ? "" : Encoding.UTF8.GetString(_bytes);
}
