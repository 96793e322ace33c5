using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class RepeatCommandTests
{
    [Fact]
    public void Of_ArgumentsWithBlanksAndQuotes_QuotesThemForAShell() => Assert.Equal(
        """dynamolab run --node_binary 'my node' --label 'it'\''s' --seed 7""",
        RepeatCommand.Of(Origin("run", "--node_binary", "my node", "--label", "it's"), drawnSeed: 7));

    [Theory]
    [InlineData("--output_dir", "here")]
    [InlineData("--output-dir", "here")]
    [InlineData("--output_dir=here")]
    [InlineData("--output-dir=here")]
    public void Of_ArgumentsWithAFolder_LeaveItOutAsItIsTaken(params string[] folder) => Assert.Equal(
        "dynamolab run --nodes 3 --N 2 --seed 3",
        RepeatCommand.Of(Origin(["run", "--nodes", "3", .. folder, "--N", "2", "--seed", "3"]), drawnSeed: null));

    [Fact]
    public void Of_ArgumentsWithASeed_AddsNone() =>
        Assert.Equal("dynamolab run --seed 3", RepeatCommand.Of(Origin("run", "--seed", "3"), drawnSeed: null));

    private static RunOrigin Origin(params string[] arguments) =>
        new(DateTimeOffset.UnixEpoch, DrawnSeed: 1, "dynamolab", arguments);
}
