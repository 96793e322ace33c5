using System.Text;
using DynamoLab.Core;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class ValueSourceTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(65_536)]
    public void ValueOf_Id_StartsTheValueAndTheSizeIsKept(int valueBytes)
    {
        var value = new ValueSource(valueBytes, new DeterministicRandom(1)).ValueOf("w1f.3a");

        Assert.Equal(valueBytes, value.Length);
        Assert.StartsWith("w1f.3a ", Encoding.ASCII.GetString(value));
        Assert.Equal("w1f.3a", ValueId.Of(value));
        Assert.All(value, b => Assert.InRange(b, (byte)' ', (byte)'~'));
    }

    [Fact]
    public void ValueOf_LongestIds_FitTheSmallestValue()
    {
        var values = new ValueSource(ValueSource.ValueBytesMin, new DeterministicRandom(1));

        Assert.Equal(16, values.ValueOf(ValueSource.WorkerValueId(9_999, uint.MaxValue)).Length);
        Assert.Equal(16, values.ValueOf(ValueSource.LoadValueId(9_999_999, 4)).Length);
    }

    [Fact]
    public void ValueOf_IdThatDoesNotFit_Throws() => Assert.Throws<ArgumentException>(
        () => new ValueSource(16, new DeterministicRandom(1)).ValueOf("0123456789abcdef"));

    [Fact]
    public void ValueIds_OfWorkersAndLoaders_AreUnique()
    {
        var written =
            from worker in Enumerable.Range(0, 40)
            from sequence in Enumerable.Range(0, 40)
            select ValueSource.WorkerValueId(worker, sequence);
        var loaded =
            from key in Enumerable.Range(0, 40)
            from attempt in Enumerable.Range(0, 5)
            select ValueSource.LoadValueId(key, attempt);

        List<string> all = [.. written, .. loaded];

        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public void ValueOf_SameSeed_GivesTheSameBytes()
    {
        static byte[] Third(ulong seed)
        {
            var values = new ValueSource(100, new DeterministicRandom(seed));
            values.ValueOf("a");
            values.ValueOf("b");
            return values.ValueOf("c");
        }

        Assert.Equal(Third(5), Third(5));
        Assert.NotEqual(Third(5), Third(6));
    }
}
