using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["--nodes", "--N", "--no_restart", "--failure_mode", "--failure-mode"];

    [Theory]
    [InlineData("--node", "--nodes")]
    [InlineData("--n", "--N")]
    [InlineData("--failure_mod", "--failure_mode")]
    [InlineData("--failuremode", "--failure-mode")]
    public void Of_AMistypedName_IsTheNearest(string typed, string nearest) =>
        Assert.Equal(nearest, NearestName.Of(typed, Known));

    [Theory]
    [InlineData("-x")]
    [InlineData("--colour")]
    public void Of_ANameLikeNone_IsNone(string typed) => Assert.Null(NearestName.Of(typed, Known));
}
