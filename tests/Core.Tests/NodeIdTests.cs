namespace DynamoLab.Core.Tests;

public sealed class NodeIdTests
{
    [Theory]
    [InlineData("node1")]
    [InlineData("A-b_c.9")]
    [InlineData("x")]
    public void IsValid_AllowedCharacters_Holds(string name) => Assert.True(NodeId.IsValid(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a|b")]
    [InlineData("nöde")]
    [InlineData("a\n")]
    [InlineData("../a")]
    public void IsValid_OtherCharacters_DoesNotHold(string? name) => Assert.False(NodeId.IsValid(name));

    /// <summary>Folders are named after nodes.</summary>
    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    public void IsValid_OnlyDots_DoesNotHold(string name) => Assert.False(NodeId.IsValid(name));

    [Fact]
    public void IsValid_Length_IsBounded()
    {
        Assert.True(NodeId.IsValid(new string('n', NodeId.LengthMax)));
        Assert.False(NodeId.IsValid(new string('n', NodeId.LengthMax + 1)));
    }

    [Fact]
    public void CompareTo_MixedCase_IsOrdinal()
    {
        NodeId[] nodes = [new("b"), new("a"), new("B"), new("a10"), new("a2")];
        Assert.Equal(["B", "a", "a10", "a2", "b"], nodes.Order().Select(n => n.Name));
    }

    [Fact]
    public void Default_IsNobody_AndEqualsItself()
    {
        Assert.True(default(NodeId).IsNone);
        Assert.Equal(default(NodeId), default);
        Assert.Equal("", default(NodeId).ToString());
    }
}
