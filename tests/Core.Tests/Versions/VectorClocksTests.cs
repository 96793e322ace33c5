using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>Classic vector clocks as Dynamo §4.4 describes them, their two known weaknesses included.</summary>
public sealed class VectorClocksTests
{
    private static readonly IVersioning Vv = Versioning.Of(VersioningKind.Vv);
    private static readonly IVersioning PrunedVv = Versioning.Of(VersioningKind.Vv, clockEntriesMax: 2);

    [Fact]
    public void Replicas_AnyInterleavingUnpruned_HoldTheClocksNoneDescends() => Law.Holds(
        draws =>
        {
            var unpruned = Versioning.Of(VersioningKind.Vv, int.MaxValue);
            var replicas = new ScriptedReplicas(unpruned, VersionModel.Vv);
            replicas.Run(draws);
            for (var i = 0; i < replicas.States.Length; i++)
            {
                var state = replicas.States[i];
                Assert.Equal(replicas.ModelSiblings(i), state.Siblings.ToArray().Select(s => s.Dot));
                var known = CausalContext.Of(VersionVector.Empty, [.. replicas.ModelKnown(i)]);
                Assert.Equal(known.ToString(), state.Context.ToString());
            }
        },
        runs: 500);

    /// <summary>Pruning makes false conflicts, not unlawful merges: replicas converge all the same.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2)]
    [InlineData(1)]
    public void Merge_StatesOfAnyInterleaving_ObeysTheLaws(int clockEntriesMax) => Law.Holds(draws =>
    {
        var versioning = Versioning.Of(VersioningKind.Vv, clockEntriesMax);
        var replicas = new ScriptedReplicas(versioning, VersionModel.Vv);
        replicas.Run(draws);
        MergeLaws.Hold(versioning, replicas.States[0], replicas.States[1], replicas.States[2]);
        Assert.All(replicas.States.SelectMany(s => s.Siblings.ToArray()), s =>
        {
            Assert.InRange(s.Clock.Count, 1, clockEntriesMax);
            Assert.True(s.Clock.Covers(s.Dot));
        });
    });

    /// <summary>
    /// The weakness that arXiv:1011.5808, section 3, starts from: with one entry per server, the second of two
    /// concurrent writes through the same server looks as if it had seen the first.
    /// </summary>
    [Fact]
    public void Write_ContextMissesASiblingOfTheSameCoordinator_LosesIt()
    {
        var first = Write(Vv, ObjectState.Empty, CausalContext.Empty, "a", 1);
        var second = Write(Vv, first.State, CausalContext.Empty, "a", 2);
        Assert.Equal("{a@1:2} [a@1:2]", second.State.ToString());
    }

    /// <summary>Through different servers the same two writes stay siblings (Dynamo §4.4, figure 3).</summary>
    [Fact]
    public void Write_ContextMissesASiblingOfAnotherCoordinator_KeepsIt()
    {
        var first = Write(Vv, ObjectState.Empty, CausalContext.Empty, "a", 1);
        var second = Write(Vv, first.State, CausalContext.Empty, "b", 1);
        Assert.Equal("{a@1:1, b@1:1} [a@1:1, b@1:1]", second.State.ToString());
        var reconciled = Write(Vv, second.State, second.State.Context, "a", 2);
        Assert.Equal("{a@1:2, b@1:1} [a@1:2]", reconciled.State.ToString());
    }

    /// <summary>
    /// Dynamo §4.4: truncation "can lead to inefficiencies in reconciliation as the descendant relationships cannot be
    /// derived accurately". The third write covers the second, and looks concurrent to it once a's entry is gone.
    /// </summary>
    [Theory]
    [InlineData(10, "{a@1:1, b@1:1, c@1:1} [c@1:1]")]
    [InlineData(2, "{a@1:1, b@1:1, c@1:1} [b@1:1, c@1:1]")]
    public void Merge_EntryWasPruned_ShowsAFalseConflict(int clockEntriesMax, string expected)
    {
        var versioning = Versioning.Of(VersioningKind.Vv, clockEntriesMax);
        var first = Write(versioning, ObjectState.Empty, CausalContext.Empty, "a", 1, atMs: 1);
        var second = Write(versioning, first.State, first.State.Context, "b", 1, atMs: 2);
        var third = Write(versioning, ObjectState.Empty, second.State.Context, "c", 1, atMs: 3);
        Assert.Equal(expected, versioning.Merge(second.State, third.State).ToString());
    }

    /// <summary>
    /// The new entry looks the oldest under a slow clock. Were it pruned, the clock would be one that others descend,
    /// and the acknowledged write gone.
    /// </summary>
    [Fact]
    public void Write_ClockOfTheCoordinatorIsSlow_KeepsItsOwnEntry()
    {
        var held = Write(PrunedVv, ObjectState.Empty, CausalContext.Empty, "a", 1, atMs: 100);
        held = Write(PrunedVv, held.State, held.State.Context, "b", 1, atMs: 101);
        var slow = Write(PrunedVv, held.State, held.State.Context, "c", 1, atMs: 1);
        Assert.Contains(slow.State.Siblings.ToArray(), s => s.Dot.Actor.Node.Name == "c" && s.Clock.Covers(s.Dot));
        Assert.Equal(2, slow.ClientContext.EntryCount);
    }

    /// <summary>Only clients that make contexts up get there; neither write may vanish for it.</summary>
    [Fact]
    public void Merge_TwoWritesWithEqualClocks_KeepsBoth()
    {
        var foretold = CausalContext.Empty.With(new Dot(new Actor(new NodeId("b"), 1), 1));
        var first = Write(Vv, ObjectState.Empty, foretold, "a", 1);
        var second = Write(Vv, ObjectState.Empty, first.ClientContext, "b", 1);
        Assert.Equal("{a@1:1, b@1:1} [a@1:1, b@1:1]", Vv.Merge(first.State, second.State).ToString());
    }

    private static WriteOutcome Write(
        IVersioning versioning, ObjectState held, CausalContext context, string node, ulong counter, long atMs = 5)
    {
        var dot = new Dot(new Actor(new NodeId(node), 1), counter);
        return versioning.Write(held, context, new WriteStamp(dot, new Instant(atMs * 1000)), [1]);
    }
}
