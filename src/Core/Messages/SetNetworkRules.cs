using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Replaces all network faults of a node; an empty list heals it.
/// </summary>
public sealed record SetNetworkRules(IReadOnlyList<NetworkRule> Rules) : Message
{
    public override MessageKind Kind => MessageKind.SetNetworkRules;

    public static SetNetworkRules ReadFrom(ref WireReader reader) => new(reader.ReadList<NetworkRule>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteList(Rules);
    }
}
