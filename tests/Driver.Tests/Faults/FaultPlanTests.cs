using DynamoLab.Core;
using DynamoLab.Driver.Faults;

namespace DynamoLab.Driver.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly NodeId[] Nodes = [.. Enumerable.Range(1, 9).Select(i => new NodeId($"node{i}"))];

    [Fact]
    public void Draw_SameSeed_StrikesTheSameNodesWhateverTheirOrder() => Assert.Equal(
        FaultPlan.Draw(Nodes, 3, new DeterministicRandom(5)),
        FaultPlan.Draw([.. Nodes.Reverse()], 3, new DeterministicRandom(5)));

    [Fact]
    public void Draw_Several_AreDistinct() =>
        Assert.Equal(Nodes, FaultPlan.Draw(Nodes, 9, new DeterministicRandom(5)));

    [Fact]
    public void Draw_ManySeeds_StrikeEveryNode()
    {
        var struck = Enumerable.Range(0, 200)
            .SelectMany(seed => FaultPlan.Draw(Nodes, 1, new DeterministicRandom((ulong)seed)));

        Assert.Equal(Nodes, struck.Distinct().Order());
    }
}
