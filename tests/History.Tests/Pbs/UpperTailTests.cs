using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

public sealed class UpperTailTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1000, 0.999)]
    [InlineData(20_000, 0.999)]
    [InlineData(20_000, 0.9)]
    [InlineData(5000, 0)]
    public void Quantile_IsTheOneOfTheSortedValues(int count, double quantile)
    {
        var random = new DeterministicRandom(5);
        var values = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray();
        var (tail, parts) = (new UpperTail(count, quantile), new UpperTail(count, quantile));
        var (left, right) = (new UpperTail(count, quantile), new UpperTail(count, quantile));
        foreach (var value in values)
        {
            tail.Add(value);
            (random.Next(2) == 0 ? left : right).Add(value);
        }

        parts.Add(right);
        parts.Add(left);

        Array.Sort(values);
        var expected = values[Math.Max(0, (int)Math.Ceiling(quantile * count) - 1)];
        Assert.Equal(expected, tail.Quantile().Value);
        Assert.Equal(tail.Quantile(), parts.Quantile());
    }

    [Fact]
    public void Interval_HoldsTheTrueQuantile_AsOftenAsItPromises()
    {
        const int Repeats = 1000;
        var random = new DeterministicRandom(11);
        var held = 0;
        for (var i = 0; i < Repeats; i++)
        {
            var tail = new UpperTail(5000, 0.99);
            for (var j = 0; j < 5000; j++)
            {
                tail.Add(random.NextDouble());
            }

            var quantile = tail.Quantile();
            held += quantile.Low <= 0.99 && 0.99 <= quantile.High ? 1 : 0;
        }

        Assert.InRange(held, 925, 975);
    }
}
