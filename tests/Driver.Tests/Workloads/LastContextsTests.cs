using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class LastContextsTests
{
    [Fact]
    public void Of_KeyNeverSeen_IsNull() => Assert.Null(new LastContexts().Of(3));

    [Fact]
    public void Remember_Twice_KeepsTheLast()
    {
        var contexts = new LastContexts();

        contexts.Remember(3, Context(1));
        contexts.Remember(3, Context(2));

        Assert.Equal(Context(2), contexts.Of(3));
    }

    [Fact]
    public void Remember_MoreKeysThanTheLimit_ForgetsTheOldest()
    {
        var contexts = new LastContexts(keysMax: 2);

        contexts.Remember(1, Context(1));
        contexts.Remember(2, Context(2));
        contexts.Remember(1, Context(3));
        contexts.Remember(3, Context(4));

        Assert.Null(contexts.Of(1));
        Assert.Equal(Context(2), contexts.Of(2));
        Assert.Equal(Context(4), contexts.Of(3));
    }

    private static CausalContext Context(ulong counter) =>
        CausalContext.Empty.With(new Dot(new Actor(new NodeId("a"), 1), counter));
}
