using BenchmarkDotNet.Attributes;
using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Bench.Micro;

/// <summary>Dotted version vectors with an entry per node, as after some writes.</summary>
[MemoryDiagnoser]
public class VersionBenchmarks
{
    private static readonly ObjectState Older = Samples.State(9);
    private static readonly ObjectState Newer = Samples.State(10);

    private readonly WriteStamp _stamp = new(new Dot(new Actor(Samples.Nodes[0], 1), 100), new Instant(100));
    private readonly byte[] _value = new byte[100];

    [Benchmark]
    public ObjectState Write() => Samples.Versioning.Write(Newer, Newer.Context, _stamp, _value).State;

    [Benchmark]
    public ObjectState MergeNewer() => Samples.Versioning.Merge(Older, Newer);

    [Benchmark]
    public ObjectState MergeSame() => Samples.Versioning.Merge(Newer, Newer);
}
