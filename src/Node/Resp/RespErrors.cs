using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Resp;

/// <summary>How a request that failed is told, under the codes of Redis that mean about the same.</summary>
internal static class RespErrors
{
    public const string NoAuth = "NOAUTH Authentication required.";

    public static string Of(Message response) => response switch
    {
        GetResponse get => Of(get.Outcome, get.Reason),
        WriteResponse { MayBeApplied: true } write => $"{Of(write.Outcome, write.Reason)}; it may be applied",
        WriteResponse write => Of(write.Outcome, write.Reason),
        _ => $"ERR {response.Kind} is no answer",
    };

    public static string Of(Outcome outcome, string reason)
    {
        var code = outcome switch
        {
            Outcome.QuorumUnmet => "NOREPLICAS",
            Outcome.NoCoordinator => "CLUSTERDOWN",
            Outcome.NotReady => "LOADING",
            Outcome.Overloaded => "BUSY",
            Outcome.StoreFailed => "MISCONF",
            _ => "ERR",
        };
        return $"{code} {(reason.Length > 0 ? reason : outcome.ToString())}";
    }
}
