using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A client's write, passed on to a node that can coordinate it; AsFallback when no primary took it.
/// </summary>
public sealed record ForwardRequest(
    ulong Operation,
    ulong RingVersion,
    bool AsFallback,
    WriteRequest Request) : Message
{
    public override MessageKind Kind => MessageKind.ForwardRequest;

    public static ForwardRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadBool(),
        WriteRequest.ReadFrom(ref reader));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteUInt64(RingVersion);
        writer.WriteBool(AsFallback);
        Request.WriteTo(ref writer);
    }
}
