using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class CounterPhasesTests
{
    private static readonly NodeId N1 = new("n1");
    private readonly CounterPhases _counts = new();

    [Fact]
    public void Enter_OfPhases_CountsWhatWasDoneInEach()
    {
        _counts.Enter("one", 10, [Says("n1", 100), Says("n2", 7)]);
        _counts.Observe(20, [Says("n1", 101), Says("n2", 7)]);
        _counts.Enter("two", 30, [Says("n1", 103), Says("n2", 8)]);
        _counts.Observe(40, [Says("n1", 109)]);

        Assert.Equal(
            [("one", 10, 30, 4), ("two", 30, 40, 6)],
            _counts.Phases.Select(p => (p.Name, p.StartUs, p.EndUs, p["healed"])));
        Assert.Equal((3, 6), (_counts.Phases[0][N1, "healed"], _counts.Phases[1][N1, "healed"]));
    }

    [Fact]
    public void Observe_ARestartedNode_CountsFromZeroAgain()
    {
        _counts.Enter("one", 10, [Says("n1", 100)]);
        _counts.Observe(20, [Says("n1", 110)]);
        _counts.Observe(30, [Says("n1", 4, incarnation: 2)]);
        _counts.Observe(40, [Says("n1", 5, incarnation: 2)]);

        Assert.Equal(15, Assert.Single(_counts.Phases)["healed"]);
    }

    [Fact]
    public void Observe_ANodeNotHeardBefore_BeginsWithWhatItSays()
    {
        _counts.Enter("one", 10, []);
        _counts.Observe(20, [Says("n1", 100)]);
        _counts.Observe(30, [Says("n1", 101)]);

        Assert.Equal(1, Assert.Single(_counts.Phases)["healed"]);
    }

    [Fact]
    public void Enter_ThePhaseThatGoesOn_IsNoNewOne()
    {
        _counts.Enter("one", 10, [Says("n1", 0)]);
        _counts.Enter("one", 20, [Says("n1", 3)]);

        Assert.Equal(("one", 10, 20, 3), (
            Assert.Single(_counts.Phases).Name, _counts.Phases[0].StartUs, _counts.Phases[0].EndUs,
            _counts.Phases[0]["healed"]));
    }

    [Fact]
    public void Healing_OfPhases_IsByWhatHealedAndInTotal()
    {
        _counts.Enter("failure", 10, [Says("n1", 0, 1, "keys_healed_by_hint"), Says("n2", 0)]);
        _counts.Enter("recovery", 20, [Says("n1", 5, 1, "keys_healed_by_hint")]);
        _counts.Observe(30, [Says("n2", 2, 1, "keys_healed_by_round"), Says("n1", 6, 1, "keys_healed_by_hint")]);

        var healing = Healing.Of(_counts.Phases)!;

        Assert.Equal(["failure", "recovery"], healing.Phases.Select(phase => phase.Name));
        Assert.Equal([5L, 1L], healing.Phases.Select(phase => phase.Hint.Keys));
        Assert.Equal((10, 30, 6, 2, 0), (
            healing.Total.StartUs, healing.Total.EndUs, healing.Total.Hint.Keys, healing.Total.ExplicitRound.Keys,
            healing.Total.ReadRepair.Keys));
        Assert.Null(Healing.Of([]));
    }

    private static StatusResponse Says(
        string node, long count, ulong incarnation = 1, string counter = "healed") =>
        new(new NodeId(node), 1, incarnation, 1, "", 0, 0, false, [], [new Counter(counter, count)]);
}
