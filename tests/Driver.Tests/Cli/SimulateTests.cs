namespace DynamoLab.Driver.Tests.Cli;

public sealed class SimulateTests
{
    [Fact]
    public async Task Simulate_AFewSeeds_TellsFiguresCoverageAndVerdict()
    {
        var run = await ProgramRun.OfAsync("simulate", "--seeds", "1..6", "--jobs", "2", "--allow_uncovered");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("6 schedules", run.Output);
        Assert.Contains("replicate_request", run.Output);
        Assert.Contains("verdict: valid", run.Output);
    }

    [Fact]
    public async Task Simulate_PathsThatNeverHappened_AreAReasonToFail()
    {
        var run = await ProgramRun.OfAsync("simulate", "--seeds", "1..2");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("never happened: ", run.Output);
        Assert.Contains("--allow_uncovered", run.Output);
    }

    [Fact]
    public async Task Simulate_Trace_TellsEveryPhaseAndTheHash()
    {
        var run = await ProgramRun.OfAsync("simulate", "--seeds", "5", "--trace");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--- clients and faults", run.Output);
        Assert.Contains("--- every request succeeds", run.Output);
        Assert.Contains("trace hash ", run.Output);
    }

    [Fact]
    public async Task Simulate_ShrinkASeedThatPasses_SaysSo()
    {
        var run = await ProgramRun.OfAsync("simulate", "--seeds", "5", "--shrink");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing to shrink", run.Output);
    }

    [Theory]
    [InlineData("error: --seeds 9..1 is not a number or two joined as 1..100, the lower one first", "--seeds", "9..1")]
    [InlineData("error: --seeds x is not a number or two joined as 1..100, the lower one first", "--seeds", "x")]
    [InlineData("error: --nodes 0 is outside 1..64", "--nodes", "0..3")]
    [InlineData("error: --nodes 65 is outside 1..64", "--nodes", "3..65")]
    [InlineData("error: --jobs 0 is outside 1..256", "--jobs", "0")]
    [InlineData("error: --operations 0 must be 1 or more", "--operations", "0")]
    [InlineData("error: --faults 1,x is not none or numbers from 1, parted by commas", "--faults", "1,x")]
    [InlineData("error: --trace takes one seed; --seeds 1..2 are several", "--seeds", "1..2", "--trace")]
    public async Task Simulate_BadInput_IsOneLineAndExitCodeTwo(string error, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(["simulate", .. arguments]);

        Assert.Equal((2, error), (run.ExitCode, run.Error.TrimEnd()));
    }
}
