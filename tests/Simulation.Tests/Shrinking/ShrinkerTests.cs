using DynamoLab.Simulation.Shrinking;

namespace DynamoLab.Simulation.Tests.Shrinking;

public sealed class ShrinkerTests
{
    private static readonly SimulationLimits Limits = new();

    [Fact]
    public void Shrink_SeedThatPasses_GivesNothing() =>
        Assert.Null(Shrinker.Shrink(11, Limits, static _ => { }));

    [Fact]
    public void Shrink_FailureThatNeedsOneFault_LeavesThatOneAndLittleElse()
    {
        var drawn = SwarmDraw.Draw(11, Limits);
        var culprit = drawn.Faults[drawn.Faults.Count / 2].Number;

        var shrunk = Shrinker.Shrink(11, Limits, static _ => { }, FailsWith(culprit))!;

        Assert.Equal([culprit], shrunk.Smallest.Options.Faults.Select(f => f.Number));
        Assert.Equal(1, shrunk.Smallest.Options.Clients.Operations);
        Assert.Equal(1, shrunk.Smallest.Options.Clients.Count);
        Assert.Equal(1, shrunk.Smallest.Options.Clients.Keys);
        Assert.True(shrunk.Smallest.IsFailure);
    }

    /// <summary>Stands for a bug that one fault alone brings about.</summary>
    private static Func<ulong, SimulationLimits, ScheduleResult> FailsWith(int culprit) => (seed, limits) =>
    {
        var options = SwarmDraw.Draw(seed, limits);
        var fails = options.Faults.Any(f => f.Number == culprit);
        return new ScheduleResult
        {
            Options = options,
            FailureKind = fails ? "a bug" : "",
            Failure = fails ? "it happened" : "",
            TraceHash = 0,
            Events = 0,
            SimulatedUs = 0,
            Succeeded = 0,
            Failed = 0,
            Rounds = 0,
            Coverage = new(),
        };
    };
}
