using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A key and the hash of its state; 0 where there is none.
/// </summary>
public sealed record KeyHash(Key Key, ulong Hash) : IWireItem<KeyHash>
{
    public static KeyHash ReadFrom(ref WireReader reader) => new(reader.ReadKey(), reader.ReadUInt64());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteKey(Key);
        writer.WriteUInt64(Hash);
    }
}
