using System.Text;
using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// Values of one writer: a value id unique in the run, a space, and seeded filler. A checker recognises a write by
/// the id alone.
/// </summary>
public sealed class ValueSource
{
    /// <summary>The least value size that holds any value id and its space.</summary>
    public const int ValueBytesMin = 16;

    private const int FillerVariants = 1024;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

    private readonly byte[] _filler;
    private readonly int _valueBytes;
    private readonly DeterministicRandom _random;

    /// <param name="valueBytes">Size of every value, at least <see cref="ValueBytesMin"/>.</param>
    /// <param name="random">The filler's seed; the source keeps it to itself.</param>
    public ValueSource(int valueBytes, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(valueBytes, ValueBytesMin);
        _valueBytes = valueBytes;
        _random = random;
        _filler = new byte[valueBytes + FillerVariants];
        for (var i = 0; i < _filler.Length; i++)
        {
            _filler[i] = (byte)Letters[random.Next(Letters.Length)];
        }
    }

    /// <summary>The id of a worker's write, numbered from 0: <c>w1f.3a</c> (both in hexadecimal).</summary>
    public static string WorkerValueId(int worker, long sequence) => $"w{worker:x}.{sequence:x}";

    /// <summary>
    /// The id of the value a key is loaded with: <c>l.3e7</c>, from the second attempt on <c>l.3e7.1</c>.
    /// </summary>
    public static string LoadValueId(int key, int attempt) => attempt == 0 ? $"l.{key:x}" : $"l.{key:x}.{attempt:x}";

    public byte[] ValueOf(string id)
    {
        if (id.Length >= _valueBytes)
        {
            throw new ArgumentException($"value id '{id}' does not fit a value of {_valueBytes} bytes", nameof(id));
        }

        var value = new byte[_valueBytes];
        var used = Encoding.ASCII.GetBytes(id, value);
        value[used++] = (byte)' ';
        _filler.AsSpan(_random.Next(FillerVariants), _valueBytes - used).CopyTo(value.AsSpan(used));
        return value;
    }
}
