using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Connections;

/// <summary>Which messages each role may send, and how long its frames may be.</summary>
internal static class RolePolicy
{
    /// <summary>The longest request of a client: a key, a value, a context, and room for the rest.</summary>
    public const int ClientFrameBytesMax =
        Limits.KeyBytesMax + Limits.ValueBytesMax + Limits.ContextBytesMax + (16 * 1024);

    public static int FrameBytesMax(Role role) => role == Role.Peer ? Limits.FrameBytesMax : ClientFrameBytesMax;

    public static bool IsAllowed(Role role, MessageKind kind) => role switch
    {
        Role.Client => kind is MessageKind.GetRequest or MessageKind.WriteRequest or MessageKind.RingRequest
            or MessageKind.StatusRequest,
        Role.Control => kind is MessageKind.RingRequest or MessageKind.StatusRequest or MessageKind.SetNetworkRules
            or MessageKind.SetDiskRules or MessageKind.RepairPause or MessageKind.RepairRound
            or MessageKind.StatesRequest or MessageKind.DigestsRequest or MessageKind.DelaysRequest,
        Role.Peer => kind is >= MessageKind.ForwardRequest and <= MessageKind.DelayStamp,
        _ => false,
    };

    /// <summary>Why a frame is refused and its connection closed; empty where it is not.</summary>
    public static string Violation(Role role, ulong correlation, MessageKind kind)
    {
        if (!IsAllowed(role, kind))
        {
            return $"{kind} is no message for a {role} connection";
        }

        return role != Role.Peer && correlation == 0 ? $"{kind} has correlation 0; accepted: 1 and above" : "";
    }
}
