using DynamoLab.Core;
using DynamoLab.Node.Durability;

namespace DynamoLab.Node.Tests.Durability;

public sealed class CompactionPaceTests
{
    private static readonly Instant Now = new(5_000_000);

    [Fact]
    public void NextDue_NothingWritten_IsNever() => Assert.Equal(Instant.Never, new CompactionPace(1000).NextDue);

    [Fact]
    public void Written_Once_IsLookedAtASecondLater()
    {
        var pace = new CompactionPace(1000);

        pace.Written(Now);
        pace.Written(Now.PlusMs(500));

        Assert.Equal(Now.PlusMs(1000), pace.NextDue);
    }

    [Fact]
    public void Stepped_WithMoreToDo_KeepsTheRate()
    {
        var pace = new CompactionPace(CompactionPace.StepBytes * 10);

        pace.Stepped(Now, hasMore: true);
        Assert.Equal(Now.PlusMs(100), pace.NextDue);

        pace.Stepped(Now, hasMore: false);
        Assert.Equal(Instant.Never, pace.NextDue);
    }

    [Fact]
    public void Written_AtRateZero_IsNeverDue()
    {
        var pace = new CompactionPace(0);

        pace.Written(Now);

        Assert.Equal(Instant.Never, pace.NextDue);
    }
}
