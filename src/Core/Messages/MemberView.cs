using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A member as one node sees it.
/// </summary>
public sealed record MemberView(Member Member, bool IsAlive) : IWireItem<MemberView>
{
    public static MemberView ReadFrom(ref WireReader reader) => new(Member.ReadFrom(ref reader), reader.ReadBool());

    public void WriteTo(ref WireWriter writer)
    {
        Member.WriteTo(ref writer);
        writer.WriteBool(IsAlive);
    }
}
