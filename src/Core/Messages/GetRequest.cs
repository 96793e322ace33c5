using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Reads a key. R = 0 means the cluster's; the node gives up after TimeoutMs (0: its own default).
/// </summary>
public sealed record GetRequest(Key Key, int ReadQuorum, int TimeoutMs) : Message
{
    public override MessageKind Kind => MessageKind.GetRequest;

    public static GetRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadKey(),
        reader.ReadInt(),
        reader.ReadInt());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteKey(Key);
        writer.WriteInt(ReadQuorum);
        writer.WriteInt(TimeoutMs);
    }
}
