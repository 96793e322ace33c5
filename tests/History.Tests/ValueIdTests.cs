using System.Text;

namespace DynamoLab.History.Tests;

public sealed class ValueIdTests
{
    [Theory]
    [InlineData("w3.17 xxxx", "w3.17")]
    [InlineData("w3.17\0\0", "w3.17")]
    [InlineData("w3.17", "w3.17")]
    [InlineData("", "")]
    public void Of_Value_IsItsFirstWord(string value, string expected) =>
        Assert.Equal(expected, ValueId.Of(Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Of_Tombstone_IsEmpty() => Assert.Equal("", ValueId.Of(null));
}
