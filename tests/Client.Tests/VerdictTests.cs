using DynamoLab.Client.Connections;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client.Tests;

public sealed class VerdictTests
{
    private static readonly GetRequest Read = new(new Key("k"), 0, 0);
    private static readonly WriteRequest Write = new(new Key("k"), [1], CausalContext.Empty, false, 0, 0);

    [Theory]
    [InlineData(Outcome.Ok, true, false)]
    [InlineData(Outcome.QuorumUnmet, false, true)]
    [InlineData(Outcome.NoCoordinator, false, true)]
    [InlineData(Outcome.Overloaded, false, true)]
    [InlineData(Outcome.StoreFailed, false, true)]
    [InlineData(Outcome.NotReady, false, true)]
    [InlineData(Outcome.Invalid, false, false)]
    public void Outcome_DecidesSuccessAndRetry(Outcome outcome, bool isSuccess, bool isRetryable)
    {
        var read = Verdict.Of(Read, Answer.Reply(GetResponse(outcome)));
        var write = Verdict.Of(Write, Answer.Reply(WriteResponse(outcome, mayBeApplied: false)));

        Assert.Equal((isSuccess, isRetryable), (read.IsSuccess, read.IsRetryable));
        Assert.Equal((isSuccess, isRetryable), (write.IsSuccess, write.IsRetryable));
        Assert.Equal(isSuccess, read.Error.Length == 0);
    }

    [Fact]
    public void QuorumUnmet_TellsNeededGotAndTheReason() => Assert.Equal(
        "QuorumUnmet: needed 2, got 1: two replicas are away",
        Verdict.Of(Read, Answer.Reply(GetResponse(Outcome.QuorumUnmet, "two replicas are away"))).Error);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_Unmet_MayBeAppliedWhereTheNodeSaysSo(bool mayBeApplied) => Assert.Equal(
        mayBeApplied,
        Verdict.Of(Write, Answer.Reply(WriteResponse(Outcome.QuorumUnmet, mayBeApplied))).MayBeApplied);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_Unanswered_MayBeAppliedWhereItWasSent(bool wasSent)
    {
        var answer = new Answer(AnswerKind.TimedOut, null, wasSent, "late");

        Assert.Equal(new Verdict(false, true, wasSent, "late"), Verdict.Of(Write, answer));
        Assert.Equal(new Verdict(false, true, false, "late"), Verdict.Of(Read, answer));
    }

    [Fact]
    public void Answer_ToAnotherQuestion_IsAnErrorThatMayHideAWrite()
    {
        var verdict = Verdict.Of(Write, Answer.Reply(GetResponse(Outcome.Ok)));

        Assert.Equal(new Verdict(false, true, true, "the node answered WriteRequest with GetResponse"), verdict);
    }

    private static GetResponse GetResponse(Outcome outcome, string reason = "") =>
        new(outcome, new NodeId("a"), ObjectState.Empty, new QuorumCount(2, 1, 0), reason);

    private static WriteResponse WriteResponse(Outcome outcome, bool mayBeApplied) => new(
        outcome, new NodeId("a"), default, CausalContext.Empty, new QuorumCount(2, 1, 0), [], mayBeApplied, "");
}
