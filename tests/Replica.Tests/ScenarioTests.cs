using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests;

/// <summary>
/// The scripts under Scenarios, whose output is compared line by line. With <c>DYNAMOLAB_REWRITE=1</c> in the
/// environment they are rewritten instead: then the difference is judged in review.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "tests", "Replica.Tests", "Scenarios");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_RunAsWritten_GivesTheExpectedOutput(string name)
    {
        var path = Path.Combine(Folder, $"{name}.txt");
        var expected = File.ReadAllText(path);

        var actual = ScenarioFile.Run(expected, new Scenario().Run);

        if (Environment.GetEnvironmentVariable("DYNAMOLAB_REWRITE") == "1")
        {
            File.WriteAllText(path, actual);
        }
        else
        {
            Assert.Equal(expected.Split('\n'), actual.Split('\n'));
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DynamoLab.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No DynamoLab.sln above the tests.");
    }
}
