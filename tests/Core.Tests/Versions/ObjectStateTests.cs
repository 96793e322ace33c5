using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

public sealed class ObjectStateTests
{
    private static readonly Dot First = new(new Actor(new NodeId("a"), 1), 1);
    private static readonly Dot Second = new(new Actor(new NodeId("b"), 1), 1);
    private static readonly CausalContext Known = CausalContext.Empty.With(First).With(Second);

    [Fact]
    public void ToBytes_SiblingsInAnyOrder_AreTheSame()
    {
        var one = ObjectState.Of(Known, Value(First, 1), Value(Second, 2));
        var other = ObjectState.Of(Known, Value(Second, 2), Value(First, 1));
        Assert.Equal(one.ToBytes(), other.ToBytes());
        Assert.Equal(one.Hash, other.Hash);
    }

    [Fact]
    public void Hash_IsThatOfTheCanonicalBytes()
    {
        var state = ObjectState.Of(Known, Value(First, 1));
        Assert.Equal(Hash64.Of(state.ToBytes()), state.Hash);
        Assert.NotEqual(state.Hash, ObjectState.Of(Known, Value(First, 2)).Hash);
        Assert.NotEqual(state.Hash, ObjectState.Of(Known, Value(First, 1) with { WrittenAtUs = 8 }).Hash);
        Assert.NotEqual(0UL, ObjectState.Empty.Hash);
    }

    [Fact]
    public void IsTombstone_OnlyWhenEverySiblingIsOne()
    {
        var tombstone = new Sibling(First, null, 7, VersionVector.Empty);
        Assert.True(ObjectState.Of(Known, tombstone).IsTombstone);
        Assert.False(ObjectState.Of(Known, tombstone, Value(Second, 1)).IsTombstone);
        Assert.False(ObjectState.Empty.IsTombstone);
        Assert.False(ObjectState.Of(Known).IsTombstone);
    }

    [Fact]
    public void SiblingOf_UnknownDot_IsNull()
    {
        var state = ObjectState.Of(Known, Value(First, 1));
        Assert.NotNull(state.SiblingOf(First));
        Assert.Null(state.SiblingOf(Second));
    }

    private static Sibling Value(Dot dot, byte value) => new(dot, [value], 7, VersionVector.Empty);
}
