using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class RepeatCommandTests
{
    [Fact]
    public void Of_ArgumentsWithBlanksAndQuotes_QuotesThemForAShell() => Assert.Equal(
        """dynamolab run --output_dir 'my results' --label 'it'\''s' --seed 7""",
        RepeatCommand.Of(Origin("run", "--output_dir", "my results", "--label", "it's"), drawnSeed: 7));

    [Fact]
    public void Of_ArgumentsWithASeed_AddsNone() =>
        Assert.Equal("dynamolab run --seed 3", RepeatCommand.Of(Origin("run", "--seed", "3"), drawnSeed: null));

    private static RunOrigin Origin(params string[] arguments) =>
        new(DateTimeOffset.UnixEpoch, DrawnSeed: 1, "dynamolab", arguments);
}
