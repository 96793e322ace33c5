namespace DynamoLab.Architecture;

public sealed class SizeRulesTests
{
    [Theory]
    [InlineData("bench")]
    [InlineData("src")]
    [InlineData("tests")]
    public void EverySourceFile_OfTheTree_KeepsToTheSizes(string folder)
    {
        var files = Repository.Files(folder, "*.cs");

        Assert.NotEmpty(files);
        Expect.None(files.SelectMany(path => SizeRules.Violations(path, Repository.Read(path))));
    }

    [Fact]
    public void Violations_AtTheLimits_AreNone()
    {
        var line = new string('x', SizeRules.LineCharactersMax) + "\r\n";

        Assert.Empty(SizeRules.Violations("A.cs", string.Concat(Enumerable.Repeat(line, SizeRules.FileLinesMax))));
    }

    [Fact]
    public void Violations_OneLineTooMany_NamesTheFile()
    {
        var text = string.Concat(Enumerable.Repeat("x\n", SizeRules.FileLinesMax + 1));

        var violation = Assert.Single(SizeRules.Violations("A.cs", text));

        Assert.Contains("A.cs has 401 lines", violation);
    }

    [Fact]
    public void Violations_OneCharacterTooMany_NamesTheLine()
    {
        var text = "x\n" + new string('x', SizeRules.LineCharactersMax + 1) + "\nx\n";

        var violation = Assert.Single(SizeRules.Violations("A.cs", text));

        Assert.Contains("A.cs:2 has 121 characters", violation);
    }
}
