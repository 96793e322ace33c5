using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Replaces all faults of a node's disk; an empty list heals it.
/// </summary>
public sealed record SetDiskRules(IReadOnlyList<DiskRule> Rules) : Message
{
    public override MessageKind Kind => MessageKind.SetDiskRules;

    public static SetDiskRules ReadFrom(ref WireReader reader) => new(reader.ReadList<DiskRule>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteList(Rules);
    }
}
