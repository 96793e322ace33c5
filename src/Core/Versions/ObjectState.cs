using System.Buffers;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Versions;

/// <summary>
/// All that replicas of a key must agree on: the causal context of everything ever written to it, and the siblings
/// that nothing has covered yet, sorted by dot. Immutable. Its encoding is canonical: equal states, equal bytes.
/// </summary>
public sealed class ObjectState
{
    public static readonly ObjectState Empty = new(CausalContext.Empty, []);

    // Where a thread encodes the states it hashes.
    [ThreadStatic]
    private static PooledBuffer? scratch;

    private readonly Sibling[] _siblings;
    private ulong _hash;

    private ObjectState(CausalContext context, Sibling[] sortedSiblings)
    {
        Context = context;
        _siblings = sortedSiblings;
    }

    public CausalContext Context { get; }

    public ReadOnlySpan<Sibling> Siblings => _siblings;

    public bool IsEmpty => _siblings.Length == 0 && Context.IsEmpty;

    /// <summary>The length of all siblings' values together.</summary>
    public long ValueBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var sibling in _siblings)
            {
                bytes += sibling.Value?.Length ?? 0;
            }

            return bytes;
        }
    }

    /// <summary>True when the key is deleted: there are siblings, and every one is a tombstone.</summary>
    public bool IsTombstone => _siblings.Length > 0 && Array.TrueForAll(_siblings, s => s.IsTombstone);

    /// <summary>The hash of the canonical encoding, never 0 (0 stands for "no state" in digests).</summary>
    public ulong Hash
    {
        get
        {
            if (_hash == 0)
            {
                var bytes = scratch ??= new PooledBuffer();
                bytes.Clear();
                WriteTo(bytes);
                _hash = Math.Max(1, Hash64.Of(bytes.Written.Span));
                bytes.Clear();
            }

            return _hash;
        }
    }

    public static ObjectState Of(CausalContext context, params ReadOnlySpan<Sibling> siblings)
    {
        if (siblings.Length == 0)
        {
            return context.IsEmpty ? Empty : new ObjectState(context, []);
        }

        var sorted = siblings.ToArray();
        if (sorted.Length > 1)
        {
            Array.Sort(sorted, static (a, b) => a.Dot.CompareTo(b.Dot));
        }

        return new ObjectState(context, sorted);
    }

    /// <summary>Takes over siblings that are in order.</summary>
    internal static ObjectState OfRead(CausalContext context, Sibling[] sortedSiblings, ulong hash) =>
        sortedSiblings.Length == 0 && context.IsEmpty
            ? Empty
            : new ObjectState(context, sortedSiblings) { _hash = hash };

    public Sibling? SiblingOf(Dot dot)
    {
        foreach (var sibling in _siblings)
        {
            if (sibling.Dot == dot)
            {
                return sibling;
            }
        }

        return null;
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        VersionCodec.Write(ref writer, this);
        writer.Flush();
    }

    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public override string ToString() => $"{Context} [{string.Join(", ", _siblings.Select(Describe))}]";

    private static string Describe(Sibling sibling) => sibling.IsTombstone ? $"{sibling.Dot}=x" : $"{sibling.Dot}";
}
