using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A fault on links: messages on every link the rule matches wait. Peer is a node id, <c>client</c> or <c>*</c>.
/// </summary>
public sealed record NetworkRule(
    string Peer,
    LinkDirection Direction,
    int DelayMs,
    int JitterMs) : IWireItem<NetworkRule>
{
    public static NetworkRule ReadFrom(ref WireReader reader) => new(
        reader.ReadText(Limits.TextBytesMax),
        reader.ReadEnum<LinkDirection>(),
        reader.ReadInt(),
        reader.ReadInt());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteText(Peer, Limits.TextBytesMax);
        writer.WriteEnum(Direction);
        writer.WriteInt(DelayMs);
        writer.WriteInt(JitterMs);
    }
}
