using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Node.Http;

/// <summary>Where a key lives: its token, its partition and that partition's preference list.</summary>
internal sealed record KeyPlaceView(
    string Key,
    string Token,
    int Partition,
    string RangeStart,
    string RangeEnd,
    IReadOnlyList<string> Primaries,
    IReadOnlyList<string> Fallbacks)
{
    public static KeyPlaceView Of(Key key, HashRing ring)
    {
        var partition = ring.PartitionOf(key.Token);
        var range = ring.RangeOf(partition);
        var list = ring.PreferenceListOf(partition);
        return new KeyPlaceView(
            key.ToString(),
            key.Token.ToString(),
            partition.Index,
            range.Start.ToString(),
            range.End.ToString(),
            Names(list.Primaries),
            Names(list.Fallbacks));
    }

    private static string[] Names(ReadOnlySpan<NodeId> nodes)
    {
        var names = new string[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            names[i] = nodes[i].Name;
        }

        return names;
    }
}
