using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Simulation.Tracing;

/// <summary>Messages and states in one line, for people who have the Dynamo paper beside them.</summary>
internal static class MessageText
{
    /// <summary>Operations are numbered from the node's incarnation; only the rest of the number is told.</summary>
    private const ulong OperationMask = 0xFFFFF;

    public static string Of(Message message) => $"{message.Kind} {Details(message)}".TrimEnd();

    public static string Of(ObjectState state)
    {
        if (state.IsEmpty)
        {
            return "[]";
        }

        var siblings = state.Siblings.ToArray().Select(s => $"{s.Dot}={(s.IsTombstone ? "×" : TextOf(s.Value!))}");
        return $"[{string.Join(" | ", siblings)}]";
    }

    private static string Details(Message message) => message switch
    {
        ReadRequest m => $"{Op(m.Operation)} k={m.Key}",
        ReadReply m => $"{Op(m.Operation)} {m.Outcome} {Of(m.State)}",
        ReplicateRequest m =>
            $"{Op(m.Operation)} k={m.Key} {Of(m.State)} {m.Cause}{(m.HintFor.IsNone ? "" : $" hint for {m.HintFor}")}",
        ReplicateReply m => $"{Op(m.Operation)} {m.Outcome}",
        ForwardRequest m => $"{Op(m.Operation)} k={m.Request.Key}{(m.AsFallback ? " as fallback" : "")}",
        ForwardReply m => $"{Op(m.Operation)} {m.Outcome}: {Details(m.Response)}",
        GossipDigest => "",
        GossipMembers m => $"[{Members(m.Members)}]{(m.WantsReply ? " wants reply" : "")}",
        GetResponse m => $"{m.Outcome} {Of(m.State)} R {Of(m.Quorum)}{Reason(m.Reason)}",
        WriteResponse m => Details(m),
        StatusResponse m => Details(m),
        ControlDone m => m.IsDone ? "done" : $"refused: {m.Reason}",
        _ => RepairDetails(message),
    };

    private static string RepairDetails(Message message) => message switch
    {
        ExchangeOpen m => $"x={m.Exchange & OperationMask} roots of {m.Roots.Count} partitions",
        ExchangeBranches m => $"x={m.Exchange & OperationMask} {m.Outcome} {m.Branches.Count} differ",
        ExchangeLeaves m => $"x={m.Exchange & OperationMask} of {m.Leaves.Count} branches",
        ExchangeKeys m =>
            $"x={m.Exchange & OperationMask} {string.Join(' ', m.Leaves.SelectMany(l => l.Keys).Select(k => k.Key))}",
        ExchangePush m => $"x={m.Exchange & OperationMask} {States(m.States)}{Wanted(m.Wanted)}",
        ExchangePull m => $"x={m.Exchange & OperationMask} {States(m.States)}",
        RepairRoundDone m =>
            $"round={m.Round} exchanges={m.Exchanges} timed_out={m.TimedOut} "
            + $"sent={m.StatesSent} received={m.StatesReceived}",
        ReapPrepare m => $"{Op(m.Reap)} {string.Join(' ', m.Keys.Select(k => k.Key))}",
        ReapBarrier m => $"{Op(m.Reap)} of {m.Coordinator}",
        ReapVote m => $"{Op(m.Reap)} agreed: {string.Join(' ', m.Agreed)}",
        ReapCommit m => $"{Op(m.Reap)} {string.Join(' ', m.Keys.Select(k => k.Key))}",
        _ => "",
    };

    private static string Details(WriteResponse m)
    {
        var text = new StringBuilder($"{m.Outcome}");
        text.Append(m.Dot == default ? "" : $" {m.Dot}");
        text.Append(m.Context.IsEmpty ? "" : $" context {m.Context}");
        text.Append($" W {Of(m.Quorum)}");
        text.Append(m.AcknowledgedBy.Count == 0 ? "" : $" by {string.Join(' ', m.AcknowledgedBy)}");
        text.Append(m.Outcome != Outcome.Ok && m.MayBeApplied ? " may be applied" : "");
        return text + Reason(m.Reason);
    }

    private static string Details(StatusResponse m)
    {
        var views = m.Members.Select(v => v.IsAlive ? $"{v.Member.Node}" : $"{v.Member.Node} (suspect)");
        return $"keys={m.KeyCount} hints={m.HintCount} paused={m.IsRepairPaused} sees {string.Join(' ', views)}";
    }

    private static string Of(QuorumCount quorum) =>
        $"{quorum.Got}/{quorum.Needed}{(quorum.FromFallbacks == 0 ? "" : $" ({quorum.FromFallbacks} from fallbacks)")}";

    private static string Op(ulong operation) => $"op={operation & OperationMask}";

    private static string Reason(string reason) => reason.Length == 0 ? "" : $": {reason}";

    private static string Members(IEnumerable<Member> members) =>
        string.Join(' ', members.Select(m => m.Incarnation == 1 ? $"{m.Node}" : $"{m.Node}#{m.Incarnation}"));

    private static string States(IEnumerable<KeyState> states) =>
        string.Concat(states.Select(s => $"{s.Key}{Of(s.State)} "));

    private static string Wanted(IReadOnlyList<Key> wanted) =>
        wanted.Count == 0 ? "" : $"wanted: {string.Join(' ', wanted)}";

    private static string TextOf(byte[] value) => Encoding.UTF8.GetString(value);
}
