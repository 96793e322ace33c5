using DynamoLab.Client.Choices;
using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;

namespace DynamoLab.Client.Tests.Choices;

public sealed class NodeHealthTests
{
    private const int AvoidMs = 1000;

    private readonly ManualTime _time = new();
    private readonly NodeHealth _health;

    public NodeHealthTests() => _health = new NodeHealth(_time, AvoidMs);

    [Theory]
    [InlineData(nameof(AnswerKind.TimedOut))]
    [InlineData(nameof(AnswerKind.ConnectionFailed))]
    public void Node_ThatFailed_IsAvoidedForTheTime(string failure)
    {
        Assert.False(_health.IsAvoided);

        Learn(Enum.Parse<AnswerKind>(failure));

        _time.Advance(AvoidMs - 1);
        Assert.True(_health.IsAvoided);
        Assert.False(_health.TryEnter(out _));
        _time.Advance(1);
        Assert.False(_health.IsAvoided);
    }

    [Theory]
    [InlineData(nameof(AnswerKind.NotTaken))]
    [InlineData(nameof(AnswerKind.Cancelled))]
    [InlineData(nameof(AnswerKind.Reply))]
    public void Node_ThatDidNotFail_IsNotAvoided(string end)
    {
        Learn(Enum.Parse<AnswerKind>(end));

        Assert.False(_health.IsAvoided);
    }

    [Fact]
    public void Probe_UnderWay_KeepsAllOthersOut()
    {
        Learn(AnswerKind.TimedOut);
        _time.Advance(AvoidMs);

        Assert.True(_health.TryEnter(out var isProbe));

        Assert.True(isProbe);
        Assert.True(_health.IsAvoided);
        Assert.False(_health.TryEnter(out _));
    }

    [Fact]
    public void Probe_Answered_EndsTheAvoidance()
    {
        Learn(AnswerKind.TimedOut);
        Probe(AvoidMs, AnswerKind.Reply);

        Assert.True(_health.TryEnter(out var isProbe));
        Assert.False(isProbe);
    }

    [Fact]
    public void Probe_Failed_DoublesTheTimeUpToEightfold()
    {
        Learn(AnswerKind.TimedOut);

        foreach (var factor in (int[])[1, 2, 4, 8, 8])
        {
            _time.Advance((AvoidMs * factor) - 1);
            Assert.True(_health.IsAvoided);
            Probe(1, AnswerKind.TimedOut);
        }
    }

    [Fact]
    public void Probe_Cancelled_LeavesTheNextOneIn()
    {
        Learn(AnswerKind.TimedOut);
        Probe(AvoidMs, AnswerKind.Cancelled);

        Assert.True(_health.TryEnter(out var isProbe));
        Assert.True(isProbe);
    }

    [Fact]
    public void Failures_OfOneOutage_CountOnce()
    {
        var startedAt = _time.GetTimestamp();
        for (var i = 0; i < 10; i++)
        {
            _health.Learn(AnswerKind.TimedOut, startedAt, isProbe: false);
        }

        _time.Advance(AvoidMs);
        Assert.False(_health.IsAvoided);
    }

    [Fact]
    public void Failure_OfAnAttemptOlderThanTheRecovery_TellsNothing()
    {
        var startedAt = _time.GetTimestamp();
        Learn(AnswerKind.TimedOut);
        Probe(AvoidMs, AnswerKind.Reply);

        _health.Learn(AnswerKind.TimedOut, startedAt, isProbe: false);

        Assert.False(_health.IsAvoided);
    }

    [Fact]
    public void Failure_AfterARecovery_BeginsWithTheSimpleTime()
    {
        Learn(AnswerKind.TimedOut);
        Probe(AvoidMs, AnswerKind.TimedOut);
        Probe(AvoidMs * 2, AnswerKind.Reply);

        Learn(AnswerKind.TimedOut);

        _time.Advance(AvoidMs);
        Assert.False(_health.IsAvoided);
    }

    [Fact]
    public void AvoidMs_Zero_AvoidsNothing()
    {
        var health = new NodeHealth(_time, 0);

        health.Learn(AnswerKind.TimedOut, _time.GetTimestamp(), isProbe: false);

        Assert.False(health.IsAvoided);
    }

    private void Learn(AnswerKind answer) => _health.Learn(answer, _time.GetTimestamp(), isProbe: false);

    private void Probe(int afterMs, AnswerKind answer)
    {
        _time.Advance(afterMs);
        Assert.True(_health.TryEnter(out var isProbe));
        Assert.True(isProbe);
        _health.Learn(answer, _time.GetTimestamp(), isProbe);
    }
}
