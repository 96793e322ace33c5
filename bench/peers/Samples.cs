using System.Text;

namespace DynamoLab.Bench.Peers;

/// <summary>The keys and the value that every contender is given.</summary>
internal sealed class Samples
{
    private readonly byte[][] _keys;

    public Samples(int keys, int valueBytes)
    {
        _keys = [.. Enumerable.Range(0, keys).Select(i => Encoding.ASCII.GetBytes($"key-{i:D8}"))];
        Value = new byte[valueBytes];
        new Random(1).NextBytes(Value);
    }

    public int Count => _keys.Length;

    public byte[] Value { get; }

    public byte[] Key(int index) => _keys[index];
}
