using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class DivergenceProbeTests
{
    [Fact]
    public void Key_WhoseWriteArrivedMeanwhile_IsNotDiverged() =>
        Assert.False(DivergenceProbe.IsDiverged(Replicas(2, 1, 2), Replicas(2, 2, 2)));

    [Fact]
    public void Key_ThatIsWrittenAllTheTime_IsNotDiverged() =>
        Assert.False(DivergenceProbe.IsDiverged(Replicas(2, 3, 2), Replicas(5, 4, 3)));

    [Fact]
    public void Key_OfWhichAReplicaStillLacksAWrite_IsDiverged() =>
        Assert.True(DivergenceProbe.IsDiverged(Replicas(2, 1, 2), Replicas(3, 1, 3)));

    [Fact]
    public void Key_OfWhichAReplicaIsSilent_IsJudgedByTheOthers()
    {
        Assert.False(DivergenceProbe.IsDiverged(Replicas(2, null, 2), Replicas(2, null, 2)));
        Assert.True(DivergenceProbe.IsDiverged(Replicas(2, null, 1), Replicas(2, null, 1)));
    }

    [Theory]
    [InlineData(10, 3, "0 3 6")]
    [InlineData(3, 3, "0 1 2")]
    [InlineData(2, 100, "0 1")]
    public void Choose_SoManyKeys_AreSpreadEvenly(int all, int count, string indexes)
    {
        var keys = KeySpace.Of(all);

        Assert.Equal(
            indexes.Split(' ').Select(i => keys[int.Parse(i, null)]), DivergenceProbe.Choose(keys.Keys, count));
    }

    /// <summary>Of three nodes, the number of the last write each has; null: it gives no answer.</summary>
    private static List<ReplicaState> Replicas(params int?[] writes) =>
    [
        .. writes.Select((write, node) => new ReplicaState(
            new NodeId($"node{node + 1}"), write is { } last ? StateOf(last) : null)),
    ];

    private static ObjectState StateOf(int writes)
    {
        var actor = new Actor(new NodeId("node1"), 1);
        var context = Enumerable.Range(1, writes)
            .Aggregate(CausalContext.Empty, (seen, counter) => seen.With(new Dot(actor, (ulong)counter)));
        return ObjectState.Of(context);
    }
}
