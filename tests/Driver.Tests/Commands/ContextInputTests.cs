using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Commands;
using DynamoLab.Driver.Recording;

namespace DynamoLab.Driver.Tests.Commands;

public sealed class ContextInputTests
{
    private static readonly CausalContext Context = CausalContext.Of(
        VersionVector.Of([new VersionEntry(new Actor(new NodeId("node1"), 0xffffff), 300, 0)]),
        new Dot(new Actor(new NodeId("node2"), 7), 5));

    [Fact]
    public void Parse_OfWhatIsPrinted_IsTheSameContext() =>
        Assert.Equal(Context, ContextInput.Parse(new ContextText().Of(Context)));

    [Fact]
    public void Parse_OfTheOtherAlphabetWithPadding_IsTheSameContext()
    {
        var plain = new ContextText().Of(Context).Replace('-', '+').Replace('_', '/');

        Assert.Equal(Context, ContextInput.Parse(plain.PadRight((plain.Length + 3) / 4 * 4, '=')));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("////")]
    [InlineData("AAAA")]
    [InlineData("=")]
    public void Parse_OfAnythingElse_IsRefused(string text) => Assert.Equal(
        $"--context {text} is not a causal context; 'get' and 'put' print them",
        Assert.Throws<CannotRunException>(() => ContextInput.Parse(text)).Message);
}
