using System.Collections.Concurrent;
using System.Text;

namespace DynamoLab.Core.Wire;

/// <summary>
/// One string per node name: every dot on the wire names a node, and a fresh string for each would be most of the
/// codec's garbage. Bounded, so that a stranger's names cannot fill the memory.
/// </summary>
internal static class NodeNames
{
    private const int NamesMax = 4096;

    private static readonly ConcurrentDictionary<ulong, string> Known = new();

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash64.Of(utf8);
        if (Known.TryGetValue(hash, out var known) && IsSame(known, utf8))
        {
            return known;
        }

        var name = Encoding.UTF8.GetString(utf8);
        if (Known.Count < NamesMax)
        {
            Known.TryAdd(hash, name);
        }

        return name;
    }

    private static bool IsSame(string name, ReadOnlySpan<byte> utf8)
    {
        Span<byte> buffer = stackalloc byte[NodeId.LengthMax * 3];
        return name.Length <= NodeId.LengthMax
            && Encoding.UTF8.TryGetBytes(name, buffer, out var length)
            && buffer[..length].SequenceEqual(utf8);
    }
}
