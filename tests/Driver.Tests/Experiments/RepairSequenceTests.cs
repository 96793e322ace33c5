using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Repairs;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class RepairSequenceTests
{
    // Agreed after so many rounds of a first series of 2, and of a second one; what that makes with at most 4 rounds.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 2)]
    [InlineData(1, 1, 3)]
    [InlineData(null, 0, 2)]
    [InlineData(null, 2, 4)]
    [InlineData(0, 3, null)]
    [InlineData(1, null, null)]
    public void Join_AKeyInBothSeries_CountsTheRoundsUntilItAgreedForGood(int? first, int? second, int? joined)
    {
        var report = RepairSequence.Join(Report(first, 9, 2), Report(second, 5, 3), roundsMax: 4);

        Assert.Equal(joined, report.RoundsByKey[new Key("k")]);
    }

    [Fact]
    public void Join_TwoSeries_NumbersRoundsOnAndKeepsTheFirstDivergence()
    {
        var report = RepairSequence.Join(Report(2, 9, 2), Report(1, 5, 1), roundsMax: 10);

        Assert.Equal(9, report.DivergedBefore);
        Assert.Equal([1, 2, 3], report.Rounds.Select(round => round.Round));
    }

    private static RepairReport Report(int? rounds, int diverged, int run) => new()
    {
        RoundsByKey = new Dictionary<Key, int?> { [new Key("k")] = rounds },
        DivergedBefore = diverged,
        Rounds = [.. Enumerable.Range(1, run).Select(i => new RoundReport(i, 0, 0, 0, 0, TimeSpan.Zero))],
        Unreachable = [],
    };
}
