using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Http;

namespace DynamoLab.Node.Tests.Http;

public sealed class SiblingViewTests
{
    private static readonly Dot Dot = new(new Actor(new NodeId("a"), 255), 3);

    [Fact]
    public void Of_Text_ShowsItBothWays() =>
        Assert.Equal(new SiblingView("w6Q=", "ä", "a@ff:3", false), View([0xC3, 0xA4]));

    [Fact]
    public void Of_BytesThatAreNoText_ShowsBase64Only() =>
        Assert.Equal(new SiblingView("/w==", null, "a@ff:3", false), View([0xFF]));

    [Fact]
    public void Of_Tombstone_ShowsNoValue() =>
        Assert.Equal(new SiblingView(null, null, "a@ff:3", true), View(null));

    private static SiblingView View(byte[]? value) =>
        SiblingView.Of(new Sibling(Dot, value, 0, VersionVector.Empty));
}
