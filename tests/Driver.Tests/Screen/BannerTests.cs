using System.Text.Json.Nodes;
using DynamoLab.Driver.Screen;

namespace DynamoLab.Driver.Tests.Screen;

public sealed class BannerTests
{
    [Fact]
    public void Lines_Parameters_AreAllThereOnShortLines()
    {
        var parameters = new JsonObject();
        for (var i = 0; i < 30; i++)
        {
            parameters[$"parameter_{i}"] = i;
        }

        parameters["absent"] = null;

        var lines = Banner.Lines(parameters, "DynamoLab 1.0");

        Assert.Equal("DynamoLab 1.0", lines[0]);
        Assert.All(lines, line => Assert.True(line.Length <= 100));
        Assert.All(Enumerable.Range(0, 30), i => Assert.Contains(lines, l => l.Contains($"  parameter_{i}={i}")));
        Assert.DoesNotContain(lines, line => line.Contains("absent"));
    }
}
