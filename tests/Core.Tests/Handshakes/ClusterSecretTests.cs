using System.Text;
using DynamoLab.Core.Handshakes;

namespace DynamoLab.Core.Tests.Handshakes;

public sealed class ClusterSecretTests
{
    private static readonly string Good = new('!', ClusterSecret.LengthMin);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_ALine_IsTheSameSecretWhateverItsEnd(string end) =>
        Assert.Equal(Parsed(Good).HttpToken, Parsed(Good + end).HttpToken);

    [Fact]
    public void Read_TheLongest_IsTaken() => Parsed(new string('~', ClusterSecret.LengthMax) + "\r\n");

    [Theory]
    [InlineData("")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("!!!!!!!!!!!!!!!! !!!!!!!!!!!!!!!!!")]
    [InlineData("!!!!!!!!!!!!!!!!\n!!!!!!!!!!!!!!!!!")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!é")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\0")]
    public void Read_AnythingElse_IsRefusedWithoutItsText(string text)
    {
        Assert.Null(ClusterSecret.Read(Encoding.UTF8.GetBytes(text), out var error));
        Assert.Equal($"holds no secret; accepted: {ClusterSecret.Accepted}", error);
    }

    [Fact]
    public void Read_OneByteTooLong_IsRefused() => Assert.Null(
        ClusterSecret.Read(Encoding.UTF8.GetBytes(new string('~', ClusterSecret.LengthMax + 1)), out _));

    [Fact]
    public void IsHttpToken_OnlyTheWholeOfIt_IsTrue()
    {
        var secret = Parsed(Good);

        Assert.True(secret.IsHttpToken(secret.HttpToken));
        Assert.False(secret.IsHttpToken(""));
        Assert.False(secret.IsHttpToken(secret.HttpToken.AsSpan(..^1)));
        Assert.False(secret.IsHttpToken(secret.HttpToken + "0"));
        Assert.False(secret.IsHttpToken(Parsed(Good + "!").HttpToken));
    }

    private static ClusterSecret Parsed(string text)
    {
        var secret = ClusterSecret.Read(Encoding.UTF8.GetBytes(text), out var error);
        Assert.Equal("", error);
        return secret!;
    }
}
