using DynamoLab.History.Metrics;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Metrics;

public sealed class RunWindowsTests
{
    [Fact]
    public void Of_NoFault_WarmupThenSteady() =>
        Assert.Equal(["warmup 0-5", "steady 5-30"], Parts(5, 30));

    [Fact]
    public void Of_NoFaultAndNoWarmup_SteadyOnly() => Assert.Equal(["steady 0-30"], Parts(0, 30));

    [Fact]
    public void Of_HealedFault_CutsAtActualTimes() => Assert.Equal(
        ["warmup 0-5.25", "failure 5.25-15.5", "recovery 15.5-30"],
        Parts(5, 30, Crash(A, 5.25), Crash(A, 15.5, FaultPhase.Heal)));

    [Fact]
    public void Of_FaultNeverHealed_LastsToTheEnd() =>
        Assert.Equal(["warmup 0-5", "failure 5-30"], Parts(5, 30, Crash(A, 5)));

    [Fact]
    public void Of_TwoFaults_FirstInjectToLastHeal() => Assert.Equal(
        ["warmup 0-5", "failure 5-17", "recovery 17-30"],
        Parts(5, 30, Crash(B, 6), Crash(A, 5), Crash(A, 17, FaultPhase.Heal), Crash(B, 16, FaultPhase.Heal)));

    [Fact]
    public void Of_OneOfTwoFaultsHealed_LastsToTheEnd() => Assert.Equal(
        ["warmup 0-5", "failure 5-30"],
        Parts(5, 30, Crash(A, 5), Crash(B, 5), Crash(A, 15, FaultPhase.Heal)));

    [Fact]
    public void Of_HealAfterTheEnd_HasNoRecovery()
    {
        Assert.Equal(["warmup 0-5", "failure 5-30"], Parts(5, 30, Crash(A, 5), Crash(A, 31, FaultPhase.Heal)));
        Assert.Null(RunWindows.Of(Start, 5, At(30), [Crash(A, 5), Crash(A, 31, FaultPhase.Heal)]).Heal);
    }

    private static IEnumerable<string> Parts(double warmup, double end, params FaultEvent[] faults) =>
        RunWindows.Of(Start, warmup, At(end), faults).Parts.Select(part =>
            $"{part.Name} {Seconds(part.StartUs)}-{Seconds(part.EndUs)}");

    private static double Seconds(long us) => (us - Start.Microseconds) / 1e6;
}
