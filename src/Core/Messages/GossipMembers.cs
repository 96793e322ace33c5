using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The sender's member table. With WantsReply the receiver answers with its own, if it knows more.
/// </summary>
public sealed record GossipMembers(bool WantsReply, IReadOnlyList<Member> Members) : Message
{
    public override MessageKind Kind => MessageKind.GossipMembers;

    public static GossipMembers ReadFrom(ref WireReader reader) => new(
        reader.ReadBool(),
        reader.ReadList<Member>(Limits.MembersMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteBool(WantsReply);
        writer.WriteList(Members, Limits.MembersMax);
    }
}
