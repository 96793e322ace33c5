using DynamoLab.Driver.Matrix.Running;

namespace DynamoLab.Driver.Tests.Matrix.Running;

public sealed class TimeLeftTests
{
    [Fact]
    public void Left_BeforeAnythingWasSeen_IsTheGuess()
    {
        var left = new TimeLeft().Of([10, 20, null], [5, 10]);

        Assert.Equal(
            10 + 20 + (2 * TimeLeft.ExtraSecondsGuess) + TimeLeft.UnplannedSecondsGuess
                + (15 * TimeLeft.NodeSecondsGuess),
            left.TotalSeconds, 6);
    }

    [Fact]
    public void Left_AfterRunsWereSeen_LearnsWhatTheyTakeBesideTheWorkload()
    {
        var time = new TimeLeft();
        time.RunTook(10, 15);
        time.RunTook(20, 28);

        // The guess of 2 s, 5 s and 8 s: 5 s beside each workload.
        Assert.Equal(40 + 5 + 30 + 5, time.Of([40, 30], []).TotalSeconds, 6);
    }

    [Fact]
    public void Left_AfterAClusterWasSeen_LearnsWhatANodeTakes()
    {
        var time = new TimeLeft();
        time.ClusterTook(9, 3.6);

        Assert.Equal(20 * 0.4, time.Of([], [20]).TotalSeconds, 6);
    }

    [Fact]
    public void Left_OfRunsThatEndByOperations_IsWhatSuchRunsTook()
    {
        var time = new TimeLeft();
        time.RunTook(null, 30);

        Assert.Equal(2 * 20, time.Of([null, null], []).TotalSeconds, 6);
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(520, "8:40")]
    [InlineData(3599, "59:59")]
    [InlineData(3900, "1:05:00")]
    [InlineData(90_000, "25:00:00")]
    public void Text_OfATime_IsAsPeopleReadIt(int seconds, string text) =>
        Assert.Equal(text, TimeLeft.Text(TimeSpan.FromSeconds(seconds)));
}
