using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The keys of a proposal that the sender holds no older version or hint of, once all barriers have come.
/// </summary>
public sealed record ReapVote(ulong Reap, IReadOnlyList<Key> Agreed) : Message
{
    public override MessageKind Kind => MessageKind.ReapVote;

    public static ReapVote ReadFrom(ref WireReader reader) => new(reader.ReadVarint(), reader.ReadKeys());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Reap);
        writer.WriteKeys(Agreed);
    }
}
