using BenchmarkDotNet.Attributes;
using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;

namespace DynamoLab.Bench.Micro;

/// <summary>A node's trees over 100,000 keys; exchanges between nodes are measured in bench/Exchange.</summary>
[MemoryDiagnoser]
public class MerkleBenchmarks
{
    private readonly MerkleForest _forest = new(HashRing.Of(Samples.Nodes, new RingOptions()), Samples.Nodes[0]);
    private readonly Key[] _keys = [.. Enumerable.Range(0, 100_000).Select(i => new Key($"key-{i:D8}"))];
    private ulong _hash = 1;
    private int _next;

    [GlobalSetup]
    public void Fill() => Array.ForEach(_keys, key => _forest.Update(key, 0, _hash));

    [Benchmark]
    public void Update()
    {
        _next = (_next + 1) % _keys.Length;
        _hash++;
        _forest.Update(_keys[_next], _hash - 1, _hash);
    }

    [Benchmark]
    public ulong DiffAfterOneWrite()
    {
        Update();
        return _forest.TreeOf(_forest.Ring.PartitionOf(_keys[_next].Token)).Root;
    }
}
