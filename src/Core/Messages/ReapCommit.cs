using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Every member agreed: each primary forgets the keys whose state is still the one proposed.
/// </summary>
public sealed record ReapCommit(ulong Reap, IReadOnlyList<KeyHash> Keys) : Message
{
    public override MessageKind Kind => MessageKind.ReapCommit;

    public static ReapCommit ReadFrom(ref WireReader reader) => new(reader.ReadVarint(), reader.ReadList<KeyHash>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Reap);
        writer.WriteList(Keys);
    }
}
