using BenchmarkDotNet.Attributes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Bench.Micro;

/// <summary>
/// A put and a get whole, N=3, R=W=2, 100-byte values over ten thousand keys: all that three nodes do for it but to
/// send and to receive.
/// </summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private const int KeyCount = 10_000;

    private readonly ThreeNodes _nodes = new();
    private readonly Key[] _keys = [.. Enumerable.Range(0, KeyCount).Select(i => new Key($"key-{i:d12}"))];
    private readonly byte[] _value = new byte[100];
    private int _next;

    [GlobalSetup]
    public void Load()
    {
        for (var i = 0; i < 3 * KeyCount; i++)
        {
            Put();
        }
    }

    [Benchmark]
    public Message Put() => Ask(
        new WriteRequest(_keys[_next % KeyCount], _value, CausalContext.Empty, CoversHeld: true, 0, 0));

    [Benchmark]
    public Message Get() => Ask(new GetRequest(_keys[_next % KeyCount], 0, 0));

    private Message Ask(Message request) => _nodes.Ask(Samples.Nodes[_next++ % 3], request);
}
