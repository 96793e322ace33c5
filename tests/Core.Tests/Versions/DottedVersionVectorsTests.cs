using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

public sealed class DottedVersionVectorsTests
{
    private static readonly IVersioning Dvv = Versioning.Of(VersioningKind.Dvv);
    private static readonly Actor A = new(new NodeId("a"), 1);

    /// <summary>Promise 5: siblings are exactly the maximal writes.</summary>
    [Fact]
    public void Replicas_AnyInterleaving_HoldExactlyTheMaximalWrites() => Law.Holds(
        draws =>
        {
            var replicas = new ScriptedReplicas(Dvv, VersionModel.Dvv);
            replicas.Run(draws);
            for (var i = 0; i < replicas.States.Length; i++)
            {
                var state = replicas.States[i];
                Assert.Equal(replicas.ModelSiblings(i), state.Siblings.ToArray().Select(s => s.Dot));
                Assert.Equal(CausalContext.Of(VersionVector.Empty, [.. replicas.ModelKnown(i)]), state.Context);
                Assert.All(state.Siblings.ToArray(), s => Assert.Equal(ScriptedReplicas.ValueOf(s.Dot), s.Value));
            }
        },
        runs: 500,
        size: 150);

    [Fact]
    public void Merge_StatesOfAnyInterleaving_ObeysTheLaws() => Law.Holds(
        draws =>
        {
            var replicas = new ScriptedReplicas(Dvv, VersionModel.Dvv);
            replicas.Run(draws);
            MergeLaws.Hold(Dvv, replicas.States[0], replicas.States[1], replicas.States[2]);
        },
        size: 150);

    /// <summary>
    /// arXiv:1011.5808, section 3: two clients write through the same server without having read each other. Both
    /// values must stay; compare <see cref="VectorClocksTests"/>.
    /// </summary>
    [Fact]
    public void Write_ContextMissesASibling_KeepsIt()
    {
        var first = Write(ObjectState.Empty, CausalContext.Empty, 1);
        var second = Write(first.State, CausalContext.Empty, 2);
        Assert.Equal("{a@1:2} [a@1:1, a@1:2]", second.State.ToString());
    }

    [Fact]
    public void Write_ContextOfARead_CoversWhatWasRead()
    {
        var held = Write(Write(ObjectState.Empty, CausalContext.Empty, 1).State, CausalContext.Empty, 2).State;
        var outcome = Write(held, held.Context, 3);
        Assert.Equal("{a@1:3} [a@1:3]", outcome.State.ToString());
    }

    /// <summary>The second client never read dot 1, so its next write must not cover it either.</summary>
    [Fact]
    public void ClientContext_AfterAPut_DoesNotCoverAnUnreadSiblingOfTheSameActor()
    {
        var held = Write(ObjectState.Empty, CausalContext.Empty, 1).State;
        var put = Write(held, CausalContext.Empty, 2);
        Assert.True(put.ClientContext.Covers(new Dot(A, 2)));
        Assert.False(put.ClientContext.Covers(new Dot(A, 1)));
        var next = Write(put.State, put.ClientContext, 3);
        Assert.Equal("{a@1:3} [a@1:1, a@1:3]", next.State.ToString());
    }

    /// <summary>A replica that was away brings back an old value; the context says that it was covered.</summary>
    [Fact]
    public void Merge_CoveredSiblingComesBack_StaysCovered()
    {
        var old = Write(ObjectState.Empty, CausalContext.Empty, 1).State;
        var current = Write(old, old.Context, 2).State;
        Assert.Equal(current.ToBytes(), Dvv.Merge(old, current).ToBytes());
    }

    [Fact]
    public void Merge_OneSideKnowsItAll_IsThatSideItself()
    {
        var old = Write(ObjectState.Empty, CausalContext.Empty, 1).State;
        var current = Write(old, old.Context, 2).State;
        Assert.Same(current, Dvv.Merge(current, old));
        Assert.Same(current, Dvv.Merge(old, current));
    }

    [Fact]
    public void Write_NullValue_LeavesATombstone()
    {
        var held = Write(ObjectState.Empty, CausalContext.Empty, 1).State;
        var deleted = Dvv.Write(held, held.Context, new WriteStamp(new Dot(A, 2), new Instant(9)), null).State;
        Assert.True(deleted.IsTombstone);
        Assert.Equal("{a@1:2} [a@1:2=x]", deleted.ToString());
    }

    [Fact]
    public void NextCounter_OwnDotBeyondAGap_IsPassed()
    {
        var held = ObjectState.Of(CausalContext.Empty.With(new Dot(A, 5)));
        Assert.Equal(6UL, Dvv.NextCounter(held, A, lastCounter: 2, Instant.Zero));
        Assert.Equal(8UL, Dvv.NextCounter(held, A, lastCounter: 7, Instant.Zero));
    }

    private static WriteOutcome Write(ObjectState held, CausalContext context, ulong counter) =>
        Dvv.Write(held, context, new WriteStamp(new Dot(A, counter), new Instant((long)counter)), [(byte)counter]);
}
