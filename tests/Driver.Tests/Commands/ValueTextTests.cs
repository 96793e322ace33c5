using System.Text;
using DynamoLab.Driver.Commands;

namespace DynamoLab.Driver.Tests.Commands;

public sealed class ValueTextTests
{
    [Fact]
    public void Of_Text_IsQuoted() => Assert.Equal("\"äpfel\"", ValueText.Of(Encoding.UTF8.GetBytes("äpfel")));

    [Fact]
    public void Of_ATombstone_SaysSo() => Assert.Equal("deleted", ValueText.Of(null));

    [Fact]
    public void Of_BytesThatAreNoText_IsBase64()
    {
        Assert.Equal("base64 //4=", ValueText.Of([0xff, 0xfe]));
        Assert.Equal("base64 YQo=", ValueText.Of("a\n"u8.ToArray()));
    }
}
