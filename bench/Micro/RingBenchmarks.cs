using BenchmarkDotNet.Attributes;
using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Bench.Micro;

/// <summary>From a key's bytes to its preference list.</summary>
[MemoryDiagnoser]
public class RingBenchmarks
{
    private readonly byte[] _bytes = Samples.Key.Bytes.ToArray();
    private HashRing _ring = null!;

    [Params(3, 100)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Build() =>
        _ring = HashRing.Of(Enumerable.Range(1, Nodes).Select(i => new NodeId($"node{i}")), new RingOptions());

    [Benchmark]
    public Key TokenOfKey() => new(_bytes);

    [Benchmark]
    public PreferenceList PreferenceList() => _ring.PreferenceListOf(Samples.Key.Token);
}
