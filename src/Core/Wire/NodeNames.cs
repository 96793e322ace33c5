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
    private const int RecentCount = 256;

    private static readonly ConcurrentDictionary<ulong, string> Known = new();

    // Those found last, by the end of their hash: one look instead of the way through a dictionary.
    private static readonly string?[] Recent = new string?[RecentCount];

    /// <summary>The name, or null when the bytes are no valid one.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        var hash = Hash64.Of(bytes);
        ref var recent = ref Recent[hash % RecentCount];
        if (recent is { } last && Ascii.Equals(bytes, last))
        {
            return last;
        }

        if (Known.TryGetValue(hash, out var known) && Ascii.Equals(bytes, known))
        {
            return recent = known;
        }

        // Bytes that are not UTF-8 become a character no valid name has.
        var name = Encoding.UTF8.GetString(bytes);
        if (!NodeId.IsValid(name))
        {
            return null;
        }

        if (Known.Count < NamesMax)
        {
            Known.TryAdd(hash, name);
        }

        return name;
    }
}
