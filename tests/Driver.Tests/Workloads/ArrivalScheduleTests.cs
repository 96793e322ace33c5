using DynamoLab.Core;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void Take_SameSeed_GivesTheSameSchedule()
    {
        Assert.Equal(Taken(1000, 3, 500), Taken(1000, 3, 500));
        Assert.NotEqual(Taken(1000, 3, 500), Taken(1000, 4, 500));
    }

    [Fact]
    public void Take_Arrivals_NeverGoBack()
    {
        var arrivals = Taken(50_000, 3, 10_000);

        Assert.Equal(arrivals.Order(), arrivals);
    }

    // Gaps of a Poisson process: mean 1/rate, and a standard deviation as large as the mean.
    [Fact]
    public void Take_ManyArrivals_AreAPoissonProcessOfTheRate()
    {
        var arrivals = Taken(200, 3, 100_000);

        var gaps = arrivals.Zip(arrivals.Skip(1), (a, b) => (double)(b - a)).ToList();
        var mean = gaps.Average();
        var deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        Assert.InRange(mean, 4_950, 5_050);
        Assert.InRange(deviation, 4_900, 5_100);
    }

    [Fact]
    public void Take_ByManyThreads_GivesEveryArrivalOnce()
    {
        var schedule = new ArrivalSchedule(1000, new DeterministicRandom(3));
        var taken = new long[4][];

        Parallel.For(0, 4, i => taken[i] = [.. Enumerable.Range(0, 2_500).Select(_ => schedule.Take())]);

        Assert.Equal(Taken(1000, 3, 10_000), taken.SelectMany(t => t).Order());
    }

    [Fact]
    public void TakeUntil_SomeTime_CountsWhatIsDueBefore()
    {
        var all = Taken(1000, 3, 2_000);
        var schedule = new ArrivalSchedule(1000, new DeterministicRandom(3));
        schedule.Take();

        Assert.Equal(all.Count(a => a < 1_000_000) - 1, schedule.TakeUntil(1_000_000));
    }

    private static List<long> Taken(double rate, ulong seed, int count)
    {
        var schedule = new ArrivalSchedule(rate, new DeterministicRandom(seed));
        return [.. Enumerable.Range(0, count).Select(_ => schedule.Take())];
    }
}
