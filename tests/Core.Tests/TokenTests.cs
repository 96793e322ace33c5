using System.Security.Cryptography;

namespace DynamoLab.Core.Tests;

public sealed class TokenTests
{
    /// <summary>The first three are test vectors of RFC 1321, appendix A.5.</summary>
    [Theory]
    [InlineData("", "d41d8cd98f00b204")]
    [InlineData("a", "0cc175b9c0f1b6a8")]
    [InlineData("abc", "900150983cd24fb0")]
    [InlineData("key1", "c2add694bf942dc7")]
    [InlineData("ключ", "c3657b66c60a3072")]
    public void Of_KnownText_IsTheFirstHalfOfItsMd5(string text, string expected) =>
        Assert.Equal(expected, Token.Of(text).ToString());

    /// <summary>Every length around one and two blocks.</summary>
    [Fact]
    public void Of_AnyLength_IsTheFirstHalfOfItsMd5()
    {
        var bytes = new byte[Limits.KeyBytesMax];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var expected = Convert.ToHexStringLower(MD5.HashData(bytes.AsSpan(0, length)).AsSpan(0, 8));
            Assert.Equal(expected, Token.Of(bytes.AsSpan(0, length)).ToString());
        }
    }

    [Fact]
    public void CompareTo_HighPositions_ComparesUnsigned() =>
        Assert.True(new Token(ulong.MaxValue).CompareTo(new Token(1)) > 0);
}
