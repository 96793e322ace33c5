namespace DynamoLab.Architecture;

public sealed class ProjectArrowsTests
{
    [Fact]
    public void EveryProject_OfTheTree_KeepsToTheArrows()
    {
        var projects = Repository.Files("src", "*.csproj");

        var violations = projects.SelectMany(path =>
            ProjectArrows.Violations(Path.GetFileNameWithoutExtension(path), Repository.Read(path)));

        Assert.NotEmpty(projects);
        Expect.None(violations);
    }

    [Fact]
    public void Violations_CoreReferencesRepair_NamesTheArrowAndTheAllowedOnes()
    {
        var violation = Assert.Single(ProjectArrows.Violations("Core", Project("../Repair/Repair.csproj")));

        Assert.Contains("Core -> Repair", violation);
        Assert.Contains("none", violation);
    }

    [Theory]
    [InlineData("Storage", "Replica")]
    [InlineData("Client", "Node")]
    [InlineData("Driver", "Core")]
    [InlineData("Report", "Simulation")]
    public void Violations_ForeignArrow_IsCaught(string from, string to)
    {
        var violation = Assert.Single(ProjectArrows.Violations(from, Project($@"..\{to}\{to}.csproj")));

        Assert.Contains($"{from} -> {to}", violation);
    }

    [Fact]
    public void Violations_UnknownProject_IsCaught()
    {
        var violation = Assert.Single(ProjectArrows.Violations("Helpers", Project("../Core/Core.csproj")));

        Assert.Contains("src/Helpers", violation);
    }

    [Fact]
    public void Violations_DriverUsesNodeAsALibrary_IsCaught()
    {
        var violation = Assert.Single(ProjectArrows.Violations("Driver", Project("../Node/Node.csproj")));

        Assert.Contains("build-only", violation);
    }

    [Theory]
    [InlineData("Simulation", "Replica")]
    [InlineData("Simulation", "History")]
    [InlineData("Node.Orleans", "Node")]
    [InlineData("Driver", "Report")]
    public void Violations_AllowedArrow_IsAccepted(string from, string to) =>
        Assert.Empty(ProjectArrows.Violations(from, Project($"../{to}/{to}.csproj")));

    [Fact]
    public void Violations_DriverBuildsNode_IsAccepted() =>
        Assert.Empty(ProjectArrows.Violations(
            "Driver", Project("../Node/Node.csproj", "ReferenceOutputAssembly=\"false\"")));

    private static string Project(string reference, string attributes = "") =>
        $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" {attributes} /></ItemGroup></Project>";
}
