namespace DynamoLab.Repair.Tests;

public sealed class ReapVoteRuleTests
{
    [Theory]
    [InlineData(true, 5UL, 5UL, false, false, true)]
    [InlineData(true, 4UL, 5UL, false, false, false)]
    [InlineData(true, 0UL, 5UL, false, false, false)]
    [InlineData(true, 5UL, 5UL, true, false, false)]
    [InlineData(true, 5UL, 5UL, false, true, false)]
    [InlineData(false, 0UL, 5UL, false, false, true)]
    [InlineData(false, 5UL, 5UL, false, false, false)]
    [InlineData(false, 4UL, 5UL, false, false, false)]
    [InlineData(false, 0UL, 5UL, true, false, false)]
    [InlineData(false, 0UL, 5UL, false, true, false)]
    [InlineData(true, 0UL, 0UL, false, false, false)]
    public void Agrees_EveryCase_OnlyWhenNothingOlderCanComeFromHere(
        bool isPrimary, ulong held, ulong proposed, bool holdsHint, bool isInFlight, bool expected) =>
        Assert.Equal(expected, ReapVoteRule.Agrees(isPrimary, held, proposed, holdsHint, isInFlight));
}
