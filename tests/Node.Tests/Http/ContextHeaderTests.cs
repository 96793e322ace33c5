using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Http;

namespace DynamoLab.Node.Tests.Http;

public sealed class ContextHeaderTests
{
    private static readonly Actor A = new(new NodeId("a"), 7);

    [Fact]
    public void TryParse_WhatFormatGave_IsTheSameContext()
    {
        var context = CausalContext.Of(VersionVector.Of(new VersionEntry(A, 3)), new Dot(A, 5));

        Assert.True(ContextHeader.TryParse(ContextHeader.Format(context), out var parsed));
        Assert.Equal(context, parsed);
    }

    [Fact]
    public void TryParse_EmptyContext_IsEmpty()
    {
        Assert.True(ContextHeader.TryParse(ContextHeader.Format(CausalContext.Empty), out var parsed));
        Assert.True(parsed.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("////////")]
    [InlineData("_____w")]
    public void TryParse_SomethingElse_IsRefused(string text) => Assert.False(ContextHeader.TryParse(text, out _));

    [Fact]
    public void TryParse_BytesLeftOver_IsRefused()
    {
        var context = ContextHeader.Format(CausalContext.Of(VersionVector.Of(new VersionEntry(A, 3))));

        Assert.False(ContextHeader.TryParse(context + "AAAA", out _));
    }
}
