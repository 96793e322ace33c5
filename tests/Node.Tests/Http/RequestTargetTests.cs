using System.Text;
using DynamoLab.Node.Http;

namespace DynamoLab.Node.Tests.Http;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/kv/a", "a")]
    [InlineData("/kv/a%2Fb?r=1", "a/b")]
    [InlineData("/kv/a/b", "a/b")]
    [InlineData("/kv/..", "..")]
    [InlineData("/kv/%C3%a4+%20", "ä+ ")]
    [InlineData("/kv/", "")]
    [InlineData("http://localhost:1/kv/a", "a")]
    public void TryGetKey_Target_GivesTheDecodedBytes(string target, string key)
    {
        var parsed = RequestTarget.Of(target);

        Assert.True(parsed.IsKey);
        Assert.True(parsed.TryGetKey(out var bytes));
        Assert.Equal(key, Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void TryGetKey_BytesThatAreNoUtf8_ArePassedOn()
    {
        Assert.True(RequestTarget.Of("/kv/%ff%00").TryGetKey(out var bytes));
        Assert.Equal([0xFF, 0], bytes);
    }

    [Theory]
    [InlineData("/kv/%")]
    [InlineData("/kv/a%2")]
    [InlineData("/kv/%2g")]
    [InlineData("/kv/%+1")]
    public void TryGetKey_BrokenEncoding_IsRefused(string target) =>
        Assert.False(RequestTarget.Of(target).TryGetKey(out _));

    [Theory]
    [InlineData("/ring?key=a%20b&x=1", "key", "a b")]
    [InlineData("/ring?x=1&key=", "key", "")]
    [InlineData("/ring?keys=1", "key", null)]
    [InlineData("/ring", "key", null)]
    [InlineData("/ring?key", "key", null)]
    [InlineData("/ring?key=%", "key", null)]
    public void Parameter_Query_GivesItsDecodedText(string target, string name, string? expected) =>
        Assert.Equal(expected, RequestTarget.Of(target).Parameter(name));

    [Theory]
    [InlineData("/status")]
    [InlineData("/kv")]
    [InlineData("http://localhost")]
    public void IsKey_OtherPath_IsFalse(string target) => Assert.False(RequestTarget.Of(target).IsKey);
}
