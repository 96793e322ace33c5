using DynamoLab.History.Metrics;

namespace DynamoLab.History.Tests.Metrics;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Percents = [0.1, 10, 50, 90, 95, 99, 99.9, 100];

    [Fact]
    public void Percentile_AnyDurations_IsWithinTheRelativeErrorOfTheNearestRank() => Law.Holds<int[]>(
        script =>
        {
            var values = Spread(script);
            var histogram = Of(values);
            var sorted = values.Order().ToList();
            foreach (var percent in values.Count == 0 ? [] : Percents)
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(sorted.Count * (percent / 100))) - 1];
                var error = Math.Abs((double)histogram.Percentile(percent) - exact);
                Assert.True(
                    error <= exact * LatencyHistogram.RelativeErrorMax,
                    $"p{percent}: {histogram.Percentile(percent)}, exactly {exact}");
            }
        });

    [Fact]
    public void Merge_AnyTwo_EqualsCountingAllInOne() => Law.Holds<(int[] Left, int[] Right)>(
        scripts =>
        {
            var left = Spread(scripts.Left);
            var right = Spread(scripts.Right);
            var merged = Of(left);
            merged.Merge(Of(right));

            Assert.Equal(Of([.. left, .. right]).Summarize(), merged.Summarize());
        });

    [Fact]
    public void Merge_InEitherOrder_IsTheSame() => Law.Holds<(int[] Left, int[] Right)>(
        scripts =>
        {
            var one = Of(Spread(scripts.Left));
            one.Merge(Of(Spread(scripts.Right)));
            var other = Of(Spread(scripts.Right));
            other.Merge(Of(Spread(scripts.Left)));

            Assert.Equal(one.Summarize(), other.Summarize());
        });

    [Fact]
    public void Buckets_AnyDurations_HoldEachOnceInOrder() => Law.Holds<int[]>(
        script =>
        {
            var values = Spread(script);
            var buckets = Of(values).Buckets();

            Assert.Equal(values.Count, buckets.Sum(b => b.Count));
            Assert.All(buckets, b => Assert.Equal(
                values.Count(v => v >= b.LowUs && v < b.EndUs), b.Count));
            Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.True(pair.First.EndUs <= pair.Second.LowUs));
        });

    [Fact]
    public void Add_AnyDurations_KeepsCountMeanAndMaximumExact() => Law.Holds<int[]>(
        script =>
        {
            var values = Spread(script);
            var histogram = Of(values);

            Assert.Equal(values.Count, histogram.Count);
            Assert.Equal(values.Count == 0 ? 0 : values.Max(), histogram.Max);
            Assert.Equal(values.Count == 0 ? 0 : values.Average(), histogram.Mean, 1e-6);
        });

    [Fact]
    public void Percentile_SmallDurations_IsExact()
    {
        var histogram = Of([.. Enumerable.Range(1, 100).Select(value => (long)value)]);

        Assert.Equal([1, 50, 99, 100], new[] { 1.0, 50, 99, 100 }.Select(histogram.Percentile));
    }

    [Fact]
    public void Add_LongestDuration_IsCounted()
    {
        var histogram = Of([long.MaxValue, -5]);

        Assert.Equal(long.MaxValue, histogram.Max);
        Assert.Equal(0, histogram.Percentile(50));
    }

    [Fact]
    public void Summarize_Empty_HasNoStatistics()
    {
        var summary = new LatencyHistogram().Summarize();

        Assert.Equal(new LatencySummary { Count = 0 }, summary);
        Assert.Null(summary.P50Us);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void Percentile_OutOfRange_Throws(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1]).Percentile(percent));

    /// <summary>Small numbers made into durations of every magnitude up to an hour.</summary>
    private static List<long> Spread(int[] script) =>
        [.. script.Select((number, i) => (long)((uint)number * 2_654_435_761u) >> (Math.Abs(number + i) % 32))];

    private static LatencyHistogram Of(List<long> values)
    {
        var histogram = new LatencyHistogram();
        values.ForEach(histogram.Add);
        return histogram;
    }
}
