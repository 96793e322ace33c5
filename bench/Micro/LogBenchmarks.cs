using BenchmarkDotNet.Attributes;
using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Bench.Micro;

/// <summary>
/// Records written in batches as a busy node does, to a disk in memory: the code's cost, not the disk's.
/// </summary>
[MemoryDiagnoser]
public class LogBenchmarks
{
    private const int Batch = 64;

    private readonly Key[] _keys = [.. Enumerable.Range(0, 10_000).Select(i => new Key($"key-{i:D8}"))];
    private LogStore _store = null!;
    private ulong _sequence;

    [IterationSetup]
    public void Open() => _store = LogStore.Open(new MemoryDisk(), new LogStoreOptions());

    [Benchmark(OperationsPerInvoke = 100 * Batch)]
    public void Append()
    {
        var state = Samples.State(3);
        for (var batch = 0; batch < 100; batch++)
        {
            for (var i = 0; i < Batch; i++)
            {
                var key = _keys[++_sequence % (ulong)_keys.Length];
                _store.Apply(new ObjectRecord(key, new StoredObject(state, 1, _sequence)));
            }

            _store.Write();
        }
    }
}
