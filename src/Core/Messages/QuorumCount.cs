using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How a quorum went: answers needed, answers got, and how many of those came from fallbacks.
/// </summary>
public sealed record QuorumCount(int Needed, int Got, int FromFallbacks) : IWireItem<QuorumCount>
{
    public static QuorumCount ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadInt());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Needed);
        writer.WriteInt(Got);
        writer.WriteInt(FromFallbacks);
    }
}
