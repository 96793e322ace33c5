using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Http;

/// <summary>A member in JSON; <see cref="Alive"/> is absent where nobody was asked for an opinion.</summary>
internal sealed record MemberViewJson(
    string Node, string Host, int Port, ulong Incarnation, string Status, bool? Alive = null)
{
    public static MemberViewJson Of(Member member, bool? isAlive = null) => new(
        member.Node.Name,
        member.Host,
        member.Port,
        member.Incarnation,
        member.Status == MemberStatus.Left ? "left" : "joined",
        isAlive);
}
