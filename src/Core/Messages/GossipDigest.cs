using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The hash of the sender's member table; who has another one answers with its table.
/// </summary>
public sealed record GossipDigest(ulong MembersHash) : Message
{
    public override MessageKind Kind => MessageKind.GossipDigest;

    public static GossipDigest ReadFrom(ref WireReader reader) => new(reader.ReadUInt64());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteUInt64(MembersHash);
    }
}
