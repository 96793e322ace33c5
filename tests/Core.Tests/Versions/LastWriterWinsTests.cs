using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

public sealed class LastWriterWinsTests
{
    private static readonly IVersioning Lww = Versioning.Of(VersioningKind.Lww);
    private static readonly Actor A = new(new NodeId("a"), 1);
    private static readonly Actor B = new(new NodeId("b"), 1);

    [Fact]
    public void Replicas_AnyInterleaving_HoldTheLatestWriteOnly() => Law.Holds(
        draws =>
        {
            var replicas = new ScriptedReplicas(Lww, VersionModel.Lww);
            replicas.Run(draws);
            for (var i = 0; i < replicas.States.Length; i++)
            {
                var siblings = replicas.States[i].Siblings.ToArray();
                Assert.Equal(replicas.ModelSiblings(i), siblings.Select(s => s.Dot));
                Assert.True(replicas.States[i].Context.IsEmpty);
            }

            MergeLaws.Hold(Lww, replicas.States[0], replicas.States[1], replicas.States[2]);
        },
        runs: 500);

    /// <summary>What the scheme is known for: a slow clock loses a write that its client was told is stored.</summary>
    [Fact]
    public void Write_SlowClock_LosesToAnEarlierWrite()
    {
        var held = Write(ObjectState.Empty, A, atUs: 100);
        Assert.Equal("{} [a@1:100]", Write(held, B, atUs: 99).ToString());
    }

    [Fact]
    public void Write_SameInstant_TheGreaterDotWins() =>
        Assert.Equal("{} [b@1:100]", Write(Write(ObjectState.Empty, B, atUs: 100), A, atUs: 100).ToString());

    [Fact]
    public void NextCounter_ClockStandsStill_GoesOnUpwards()
    {
        Assert.Equal(50UL, Lww.NextCounter(ObjectState.Empty, A, lastCounter: 0, new Instant(50)));
        Assert.Equal(51UL, Lww.NextCounter(ObjectState.Empty, A, lastCounter: 50, new Instant(50)));
        Assert.Equal(1UL, Lww.NextCounter(ObjectState.Empty, A, lastCounter: 0, Instant.Zero));
    }

    /// <summary>No node makes such states, but a frame can hold one, and it must not end the node.</summary>
    [Fact]
    public void Merge_StatesWithoutSiblings_AreEmpty()
    {
        var one = ObjectState.Of(CausalContext.Empty.With(new Dot(A, 1)));
        var other = ObjectState.Of(CausalContext.Empty.With(new Dot(B, 1)));
        Assert.True(Lww.Merge(one, other).IsEmpty);
    }

    private static ObjectState Write(ObjectState held, Actor actor, long atUs)
    {
        var stamp = new WriteStamp(new Dot(actor, (ulong)atUs), new Instant(atUs));
        return Lww.Write(held, CausalContext.Empty, stamp, [1]).State;
    }
}
