using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Screen;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Screen;

public sealed class RunProgressTests
{
    private static readonly Instant Start = new(1_000_000_000);
    private static readonly NodeId A = new("a");
    private static readonly NodeId B = new("b");

    [Fact]
    public void WindowAt_RunWithoutAFault_IsSteadyAfterTheWarmup()
    {
        var progress = new RunProgress(Options(FailureMode.None), Start);

        Assert.Equal("warmup", progress.WindowAt(Start.PlusMs(9_999)));
        Assert.Equal("steady", progress.WindowAt(Start.PlusMs(10_000)));
    }

    [Fact]
    public void WindowAt_TwoVictims_FailsFromTheFirstInjectToTheLastHeal()
    {
        var progress = new RunProgress(Options(FailureMode.Crash), Start);
        var windows = new List<string> { progress.WindowAt(Start) };

        foreach (var (node, phase) in (ReadOnlySpan<(NodeId, FaultPhase)>)[
            (A, FaultPhase.Inject), (B, FaultPhase.Inject), (B, FaultPhase.Heal), (A, FaultPhase.Heal)])
        {
            progress.Observe(new FaultEvent("crash", node, Start, Start, phase));
            windows.Add(progress.WindowAt(Start));
        }

        Assert.Equal(["warmup", "failure", "failure", "failure", "recovery"], windows);
    }

    [Fact]
    public void ShareAt_ByTimeOrByOperations_GoesFromZeroToOne()
    {
        var byTime = new RunProgress(Options(FailureMode.None), Start);
        var byOperations = new RunProgress(Options(FailureMode.None) with { Operations = 200 }, Start);

        Assert.Equal(0.5, byTime.ShareAt(Start.PlusMs(30_000), 7));
        Assert.Equal(1, byTime.ShareAt(Start.PlusMs(90_000), 7));
        Assert.Equal(0.25, byOperations.ShareAt(Start.PlusMs(30_000), 50));
    }

    [Fact]
    public void Describe_AFault_SaysWhatWhereAndWhen() => Assert.Equal(
        "   10.0 s  slow injected on a, in 4.10 ms",
        new RunProgress(Options(FailureMode.Slow), Start).Describe(
            new FaultEvent("slow", A, Start.PlusMs(10_000), Start.PlusMs(10_000).PlusUs(4_100), FaultPhase.Inject)));

    private static ExperimentOptions Options(FailureMode mode) => new()
    {
        FailureMode = mode,
        OutputDir = "",
        Label = "",
        Seed = 1,
        RepeatCommand = "",
    };
}
