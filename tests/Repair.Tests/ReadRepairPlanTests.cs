using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair.Tests;

public sealed class ReadRepairPlanTests
{
    private static readonly DottedVersionVectors Dvv = new();
    private static readonly ObjectState Left = StateBy(Rings.A);
    private static readonly ObjectState Right = StateBy(Rings.B);

    [Fact]
    public void Behind_AllAnsweredTheMergedState_IsEmpty() =>
        Assert.Empty(ReadRepairPlan.Behind([new(Rings.A, Left), new(Rings.B, StateBy(Rings.A))], Left));

    [Fact]
    public void Behind_ReplicaWithoutTheKey_IsNamed() =>
        Assert.Equal([Rings.C], ReadRepairPlan.Behind([new(Rings.A, Left), new(Rings.C, ObjectState.Empty)], Left));

    [Fact]
    public void Behind_ConcurrentStates_NamesBothInTheOrderOfAnswers()
    {
        var merged = Dvv.Merge(Left, Right);

        Assert.Equal(
            [Rings.B, Rings.A],
            ReadRepairPlan.Behind([new(Rings.B, Right), new(Rings.C, merged), new(Rings.A, Left)], merged));
    }

    [Fact]
    public void Behind_NobodyHoldsTheKey_IsEmpty() =>
        Assert.Empty(ReadRepairPlan.Behind([new(Rings.A, ObjectState.Empty)], ObjectState.Empty));

    private static ObjectState StateBy(NodeId node)
    {
        var stamp = new WriteStamp(new Dot(new Actor(node, 1), 1), new Instant(1));
        return Dvv.Write(ObjectState.Empty, CausalContext.Empty, stamp, [1]).State;
    }
}
