namespace DynamoLab.Core.Wire;

/// <summary>Lists on the wire: a count as varint, then the items.</summary>
public static class WireLists
{
    public static void WriteList<T>(
        this ref WireWriter writer, IReadOnlyList<T> items, int countMax = Limits.ListItemsMax)
        where T : IWireItem<T>
    {
        writer.WriteInt(items.Count, countMax);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].WriteTo(ref writer);
        }
    }

    /// <summary>
    /// At most <paramref name="countMax"/> items; grown as they are read, so that a lying count costs nothing.
    /// </summary>
    public static List<T> ReadList<T>(this ref WireReader reader, int countMax = Limits.ListItemsMax)
        where T : IWireItem<T>
    {
        var count = reader.ReadCount(countMax);
        var items = new List<T>(Math.Min(count, 256));
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            items.Add(T.ReadFrom(ref reader));
        }

        return items;
    }

    public static void WriteNodes(this ref WireWriter writer, IReadOnlyList<NodeId> nodes)
    {
        writer.WriteInt(nodes.Count, Limits.MembersMax);
        for (var i = 0; i < nodes.Count; i++)
        {
            writer.WriteNode(nodes[i]);
        }
    }

    public static List<NodeId> ReadNodes(this ref WireReader reader)
    {
        var count = reader.ReadCount(Limits.MembersMax);
        var nodes = new List<NodeId>(Math.Min(count, 256));
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            nodes.Add(reader.ReadNode());
        }

        return nodes;
    }

    public static void WriteKeys(this ref WireWriter writer, IReadOnlyList<Key> keys)
    {
        writer.WriteInt(keys.Count, Limits.ListItemsMax);
        for (var i = 0; i < keys.Count; i++)
        {
            writer.WriteKey(keys[i]);
        }
    }

    public static List<Key> ReadKeys(this ref WireReader reader)
    {
        var count = reader.ReadCount(Limits.ListItemsMax);
        var keys = new List<Key>(Math.Min(count, 256));
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            keys.Add(reader.ReadKey());
        }

        return keys;
    }

    public static void WriteHashes(this ref WireWriter writer, IReadOnlyList<uint> hashes)
    {
        writer.WriteInt(hashes.Count, Limits.ListItemsMax);
        for (var i = 0; i < hashes.Count; i++)
        {
            writer.WriteUInt32(hashes[i]);
        }
    }

    public static uint[] ReadHashes(this ref WireReader reader)
    {
        var count = reader.ReadCount(Limits.ListItemsMax, sizeof(uint));
        uint[] hashes = count == 0 ? [] : new uint[count];
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            hashes[i] = reader.ReadUInt32();
        }

        return hashes;
    }
}
