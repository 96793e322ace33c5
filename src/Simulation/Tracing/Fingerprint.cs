using DynamoLab.Core.Messages;

namespace DynamoLab.Simulation.Tracing;

/// <summary>
/// A message in 64 bits, out of what tells it apart from others; cheap, for there are millions of them.
/// </summary>
internal static class Fingerprint
{
    public static ulong Of(Message message) => ((ulong)message.Kind << 56) ^ message switch
    {
        ReplicateRequest m => m.Operation ^ m.State.Hash,
        ReplicateReply m => m.Operation + (ulong)m.Outcome,
        ReadRequest m => m.Operation,
        ReadReply m => m.Operation ^ m.State.Hash,
        ForwardRequest m => m.Operation,
        ForwardReply m => m.Operation ^ (ulong)m.Response.Outcome,
        Ping m => m.Sequence,
        Pong m => m.Sequence,
        GossipDigest m => m.MembersHash,
        GossipMembers m => (ulong)m.Members.Count,
        ExchangePush m => m.Exchange ^ States(m.States),
        ExchangePull m => m.Exchange ^ States(m.States),
        ReapVote m => m.Reap ^ (ulong)m.Agreed.Count,
        ReapCommit m => m.Reap ^ (ulong)m.Keys.Count,
        GetResponse m => m.State.Hash ^ (ulong)m.Outcome,
        WriteResponse m => m.Dot.Counter ^ m.Dot.Actor.Epoch ^ (ulong)m.Outcome,
        _ => 0,
    };

    private static ulong States(IReadOnlyList<KeyState> states)
    {
        var hash = 0ul;
        for (var i = 0; i < states.Count; i++)
        {
            hash = (hash * 31) + states[i].State.Hash;
        }

        return hash;
    }
}
