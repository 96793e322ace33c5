using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Storage;

namespace DynamoLab.StorageBench;

/// <summary>Records to write.</summary>
internal static class Samples
{
    public static readonly NodeId Self = new("n1");

    /// <summary>Keys of 16 bytes.</summary>
    public static ObjectRecord Record(int number, ulong version, int valueBytes)
    {
        var dot = new Dot(new Actor(Self, 1), version);
        var value = new byte[valueBytes];
        BitConverter.TryWriteBytes(value, number);
        var sibling = new Sibling(dot, value, 1_700_000_000_000_000 + number, VersionVector.Empty);
        var state = ObjectState.Of(CausalContext.Empty.With(dot), sibling);
        return new ObjectRecord(new Key($"key-{number:d12}"), new StoredObject(state, 1, version));
    }

    public static void WriteAndSync(LogStore store)
    {
        store.Write();
        if (store.BeginSync() is { } ticket)
        {
            ticket.Run();
            store.EndSync(ticket, null);
        }
    }
}
