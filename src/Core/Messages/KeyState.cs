using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A key with its whole state.
/// </summary>
public sealed record KeyState(Key Key, ObjectState State) : IWireItem<KeyState>
{
    public static KeyState ReadFrom(ref WireReader reader) => new(
        reader.ReadKey(),
        VersionCodec.ReadState(ref reader));

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteKey(Key);
        VersionCodec.Write(ref writer, State);
    }
}
