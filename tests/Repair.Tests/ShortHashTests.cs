using DynamoLab.Core;

namespace DynamoLab.Repair.Tests;

public sealed class ShortHashTests
{
    [Fact]
    public void Of_HashesThatLookAlikeInOneExchange_DifferInTheNext()
    {
        var hashes = Enumerable.Range(0, 300_000).Select(i => Hash64.Combine(1, (ulong)i)).ToArray();
        var alike = hashes.Zip(ShortHash.Of(7, hashes), ShortHash.Of(8, hashes))
            .GroupBy(hash => hash.Second)
            .Where(group => group.Count() > 1)
            .ToArray();

        Assert.NotEmpty(alike);
        Assert.All(alike, group => Assert.Distinct(group.Select(hash => hash.Third)));
    }
}
