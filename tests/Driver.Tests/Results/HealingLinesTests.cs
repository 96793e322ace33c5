using DynamoLab.Driver.Results;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Results;

public sealed class HealingLinesTests
{
    private static readonly HealingCount None = new(0, 0);

    [Fact]
    public void Of_PhasesThatHealed_NamesWhatDidIt() => Assert.Equal(
        ["healed copies, recovery: 1,200 by hints (1,201 versions), 3 by repair rounds (0 versions)"],
        HealingLines.Of(Metrics(
            Phase("failure"),
            Phase("recovery") with { Hint = new(1200, 1201), ExplicitRound = new(3, 0) })));

    [Fact]
    public void Of_NothingHealed_SaysSo() =>
        Assert.Equal(
            ["healed: no replica was behind, or nothing healed it"], HealingLines.Of(Metrics(Phase("failure"))));

    [Fact]
    public void Of_NobodyCounting_IsNothing() => Assert.Empty(HealingLines.Of(null));

    private static HealingMetrics Metrics(params HealingPhase[] phases) =>
        new() { Phases = phases, Total = Phase(HealingPhase.Total) };

    private static HealingPhase Phase(string name) => new()
    {
        Name = name,
        StartUs = 0,
        EndUs = 1,
        Hint = None,
        ReadRepair = None,
        BackgroundExchange = None,
        ExplicitRound = None,
    };
}
