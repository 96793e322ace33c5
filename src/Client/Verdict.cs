using DynamoLab.Client.Connections;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client;

/// <summary>What an attempt's answer means for its operation.</summary>
/// <param name="IsRetryable">Whether another node may do better.</param>
/// <param name="MayBeApplied">Whether a replica may hold the write; false for reads.</param>
/// <param name="Error">Empty after a success.</param>
internal readonly record struct Verdict(bool IsSuccess, bool IsRetryable, bool MayBeApplied, string Error)
{
    public static Verdict Of(Message request, in Answer answer)
    {
        var isWrite = request is WriteRequest;
        return (request, answer.Message) switch
        {
            (GetRequest, GetResponse r) => Of(r.Outcome, r.Quorum, r.Reason, mayBeApplied: false),
            (WriteRequest, WriteResponse r) => Of(r.Outcome, r.Quorum, r.Reason, r.MayBeApplied),
            (_, null) => new(false, answer.Kind != AnswerKind.Cancelled, isWrite && answer.WasSent, answer.Error),
            (_, { } other) => new(false, true, isWrite, $"the node answered {request.Kind} with {other.Kind}"),
        };
    }

    private static Verdict Of(Outcome outcome, QuorumCount quorum, string reason, bool mayBeApplied)
    {
        if (outcome == Outcome.Ok)
        {
            return new(true, false, false, "");
        }

        var got = $"{outcome}: needed {quorum.Needed}, got {quorum.Got}";
        var error = outcome == Outcome.QuorumUnmet ? got : $"{outcome}";
        error = reason.Length == 0 ? error : $"{error}: {reason}";
        return new(false, outcome != Outcome.Invalid, mayBeApplied, error);
    }
}
