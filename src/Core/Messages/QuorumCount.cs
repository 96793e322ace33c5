using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How a quorum went: answers needed, answers got, and how many of those came from fallbacks.
/// </summary>
public sealed record QuorumCount(int Needed, int Got, int FromFallbacks) : IWireItem<QuorumCount>
{
    public static QuorumCount ReadFrom(ref WireReader reader) => new(
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint((ulong)Needed);
        writer.WriteVarint((ulong)Got);
        writer.WriteVarint((ulong)FromFallbacks);
    }
}
