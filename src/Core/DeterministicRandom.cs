namespace DynamoLab.Core;

/// <summary>
/// SplitMix64: a seeded generator whose draws are the same on every machine and in every version of .NET,
/// which <c>System.Random</c> does not promise. Source: Steele, Lea, Flood, OOPSLA 2014.
/// </summary>
public sealed class DeterministicRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>A draw from 0 up to, not including, <paramref name="bound"/> (at least 1).</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>A draw from [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A generator with a stream of its own, decided by where this one stands and the label.</summary>
    public DeterministicRandom Fork(ulong label) => new(Mix(_state ^ Mix(label + 0x9E3779B97F4A7C15)));

    /// <summary>Fisher-Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The finaliser of SplitMix64: a bijection that spreads every bit over all the others.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
