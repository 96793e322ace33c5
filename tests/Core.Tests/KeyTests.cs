namespace DynamoLab.Core.Tests;

public sealed class KeyTests
{
    [Fact]
    public void Key_SameBytes_AreEqual()
    {
        var one = new Key("cart");
        var other = new Key("cart"u8.ToArray());
        Assert.True(one == other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(0, one.CompareTo(other));
        Assert.True(one != new Key("cart2"));
    }

    [Fact]
    public void CompareTo_OtherKeys_OrdersByToken()
    {
        Key[] keys = [.. Enumerable.Range(0, 50).Select(i => new Key($"key{i}"))];
        Assert.Equal(keys.OrderBy(k => k.Token), keys.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Limits.KeyBytesMax + 1)]
    public void Key_LengthOutOfBounds_IsRefused(int length)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new Key(new byte[length]));
        Assert.Contains($"not {length}", refusal.Message);
    }

    [Fact]
    public void Key_LongestAllowed_IsTaken() =>
        Assert.Equal(Limits.KeyBytesMax, new Key(new byte[Limits.KeyBytesMax]).Bytes.Length);
}
