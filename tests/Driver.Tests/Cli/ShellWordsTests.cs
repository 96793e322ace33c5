using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" a  b ", new[] { "a", "b" })]
    [InlineData("a 'b c' d", new[] { "a", "b c", "d" })]
    [InlineData("--label 'it'\\''s' ''", new[] { "--label", "it's", "" })]
    public void Split_TakesApartWhatAShellWould(string command, string[] words) =>
        Assert.Equal(words, ShellWords.Split(command));
}
