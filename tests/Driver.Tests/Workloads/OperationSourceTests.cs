using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class OperationSourceTests
{
    [Theory]
    [InlineData(WorkloadKind.A, 0.50)]
    [InlineData(WorkloadKind.B, 0.95)]
    public void Next_Workload_HasItsShareOfReads(WorkloadKind workload, double share)
    {
        var source = new OperationSource(
            KeyChooser.Uniform(10), OperationSource.ReadShareOf(workload), new DeterministicRandom(9));

        var reads = Enumerable.Range(0, 100_000).Count(_ => source.Next().IsRead);

        Assert.InRange(reads / 100_000.0, share - 0.005, share + 0.005);
    }

    [Fact]
    public void Next_Workers_DrawStreamsOfTheirOwn()
    {
        var streams = new SeedStreams(42);

        var first = Operations(streams.Worker(0));

        Assert.Equal(first, Operations(new SeedStreams(42).Worker(0)));
        Assert.NotEqual(first, Operations(streams.Worker(1)));
        Assert.NotEqual(first, Operations(new SeedStreams(43).Worker(0)));
    }

    private static List<(bool IsRead, int Key)> Operations(DeterministicRandom random)
    {
        var source = new OperationSource(KeyChooser.Uniform(1000), 0.5, random);
        return [.. Enumerable.Range(0, 50).Select(_ => source.Next())];
    }
}
