using DynamoLab.Simulation;

namespace DynamoLab.BugMuseum;

/// <summary>Every exhibit is caught by the checkers, and the healthy code passes the very same seeds.</summary>
public sealed class MuseumTests
{
    private static readonly Dictionary<ulong, string> HealthyFailures = [];

    public static TheoryData<string> Exhibits => [.. Catalogue.All.Select(exhibit => exhibit.Name)];

    [Theory]
    [MemberData(nameof(Exhibits))]
    public void Exhibit_RunOnRandomSchedules_IsCaught(string name)
    {
        var exhibit = Catalogue.All.Single(exhibit => exhibit.Name == name);
        using var cluster = new BrokenCluster(exhibit);
        var (kind, failure, seed) = ("", "", 0UL);
        while (kind.Length == 0 && seed < (ulong)exhibit.SeedsMax)
        {
            seed++;
            (kind, failure) = cluster.Run(seed);
            Assert.Equal("", HealthyFailure(seed));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: seed {seed}: {kind}: {failure}");
        Assert.True(kind.Length > 0, $"{name} went unnoticed in {seed} schedules");
        Assert.Contains(kind, exhibit.CaughtAs);
    }

    [Fact]
    public void Catalogue_InTheDocumentation_TellsOfEveryExhibit()
    {
        var document = SourceTree.ReadDocument("docs/museum.md");

        Assert.All(Catalogue.All, exhibit => Assert.Contains($"## `{exhibit.Name}`", document));
        Assert.All(Catalogue.All, exhibit => Assert.Contains(exhibit.File, document));
    }

    [Fact]
    public void Workshop_TextThatIsNotThere_SaysSo()
    {
        var lost = Catalogue.All[0] with { Healthy = "no such text" };

        var problem = Assert.Throws<InvalidOperationException>(() => Workshop.Build(lost));
        Assert.Contains("0 times, not once", problem.Message);
    }

    private static string HealthyFailure(ulong seed)
    {
        if (!HealthyFailures.TryGetValue(seed, out var failure))
        {
            var result = Schedule.Run(seed, new SimulationLimits());
            failure = result.IsFailure ? $"seed {seed}: {result.FailureKind}: {result.Failure}" : "";
            HealthyFailures.Add(seed, failure);
        }

        return failure;
    }
}
