using System.Text;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

public sealed class NodeNamesTests
{
    /// <summary>More than are kept at hand, so that some have to share a place.</summary>
    [Fact]
    public void Find_ManyNames_GivesEachAsItIsAndOneStringForIt()
    {
        string[] names = [.. Enumerable.Range(0, 1000).Select(i => $"names-{i}")];
        string?[] first = [.. names.Select(Find)];

        Assert.Equal(names, first);
        Assert.All(names.Zip(first), pair => Assert.Same(pair.Second, Find(pair.First)));
    }

    [Fact]
    public void Find_NoValidName_GivesNothing()
    {
        Assert.Null(Find(""));
        Assert.Null(Find("a name"));
        Assert.Null(NodeNames.Find([0xFF, 0xFE]));
    }

    private static string? Find(string name) => NodeNames.Find(Encoding.UTF8.GetBytes(name));
}
