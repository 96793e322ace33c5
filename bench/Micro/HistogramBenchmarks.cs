using BenchmarkDotNet.Attributes;
using DynamoLab.History.Metrics;

namespace DynamoLab.Bench.Micro;

[MemoryDiagnoser]
public class HistogramBenchmarks
{
    private readonly LatencyHistogram _histogram = new();
    private long _microseconds;

    [Benchmark]
    public void Record()
    {
        _microseconds = ((_microseconds * 31) + 17) % 1_000_000;
        _histogram.Add(_microseconds);
    }
}
