using System.Numerics;

namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>A set of a key's writes by number: what really happened before what, whatever clocks say.</summary>
internal sealed class WriteSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public int Count => _words.Sum(BitOperations.PopCount);

    public void Add(int write) => _words[write / 64] |= 1UL << (write % 64);

    public bool Contains(int write) => (_words[write / 64] & (1UL << (write % 64))) != 0;

    public void UnionWith(WriteSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }
}
