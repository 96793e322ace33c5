namespace DynamoLab.Core.Tests;

/// <summary>A sequence of choices; 0, the simplest choice, for ever after its end.</summary>
internal sealed class Draws(int[] script)
{
    private int _at;

    public bool IsDone => _at >= script.Length;

    /// <summary>From 0 up to, not including, the bound.</summary>
    public int Next(int bound) => IsDone ? 0 : (int)((uint)script[_at++] % (uint)bound);

    public bool NextBool() => Next(2) == 1;

    /// <summary>Small numbers as often as those of every other width, the ends of the range included.</summary>
    public ulong NextUInt64()
    {
        var bits = Next(66);
        return bits switch
        {
            0 => 0,
            65 => ulong.MaxValue,
            _ => DeterministicRandom.Mix((ulong)Next(int.MaxValue) + 1) >> (64 - bits),
        };
    }

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
