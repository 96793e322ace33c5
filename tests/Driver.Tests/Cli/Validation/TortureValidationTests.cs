using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Torture;

namespace DynamoLab.Driver.Tests.Cli.Validation;

public sealed class TortureValidationTests
{
    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        var options = Good with
        {
            DurationSeconds = 60 * 1441,
            Torture = new TortureOptions { KillIntervalSeconds = -1, FaultIntervalSeconds = double.NaN },
        };

        Assert.Equal(
            [
                "--minutes 1441 must be above 0 and at most 1440",
                "--kill_interval -1 must be 0 to 3600",
                "--fault_interval NaN must be 0 to 3600",
            ],
            TortureValidation.Errors(options));
    }

    [Fact]
    public void Options_InRange_AreAccepted() => Assert.Empty(TortureValidation.Errors(Good));

    private static ExperimentOptions Good => new()
    {
        Nodes = 5,
        OutputDir = "",
        Label = "torture",
        Seed = 1,
        RepeatCommand = "",
        DurationSeconds = 60,
        WarmupSeconds = 5,
        Torture = new TortureOptions(),
    };
}
