namespace DynamoLab.Core.Tests;

public sealed class DeterministicRandomTests
{
    /// <summary>The first outputs of Vigna's reference splitmix64.c for this seed.</summary>
    [Fact]
    public void NextUInt64_ReferenceSeed_GivesTheReferenceStream()
    {
        var random = new DeterministicRandom(1234567);
        Assert.Equal(6457827717110365317UL, random.NextUInt64());
        Assert.Equal(3203168211198807973UL, random.NextUInt64());
        Assert.Equal(9817491932198370423UL, random.NextUInt64());
    }

    [Fact]
    public void Next_AnyBound_StaysBelowIt() => Law.Holds(draws =>
    {
        var random = new DeterministicRandom(draws.NextUInt64());
        var bound = 1 + draws.Next(int.MaxValue);
        Assert.InRange(random.Next(bound), 0, bound - 1);
        Assert.InRange(random.NextDouble(), 0, 1 - double.Epsilon);
    });

    [Fact]
    public void Next_ManyDraws_MeetsEveryNumberAboutAsOften()
    {
        var random = new DeterministicRandom(7);
        var counts = new int[10];
        for (var i = 0; i < 10_000; i++)
        {
            counts[random.Next(10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Next_BoundBelowOne_IsMisuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeterministicRandom(1).Next(0));

    [Fact]
    public void Fork_OtherLabels_GiveOtherStreams()
    {
        var seeds = new DeterministicRandom(1);
        var first = Enumerable.Range(0, 100).Select(i => seeds.Fork((ulong)i).NextUInt64()).ToArray();
        Assert.Distinct(first);
        Assert.Equal(first, Enumerable.Range(0, 100).Select(i => seeds.Fork((ulong)i).NextUInt64()));
    }

    [Fact]
    public void Shuffle_SameSeed_GivesTheSamePermutation()
    {
        int[] one = [.. Enumerable.Range(0, 20)];
        int[] other = [.. one];
        new DeterministicRandom(3).Shuffle(one.AsSpan());
        new DeterministicRandom(3).Shuffle(other.AsSpan());
        Assert.Equal(one, other);
        Assert.NotEqual(Enumerable.Range(0, 20), one);
        Assert.Equal(Enumerable.Range(0, 20), one.Order());
    }
}
