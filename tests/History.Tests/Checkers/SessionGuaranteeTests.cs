using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;
using DynamoLab.History.Metrics;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>The four session guarantees, and what looks like a breach of them and is none.</summary>
public sealed class SessionGuaranteeTests
{
    private static readonly Dot A1 = Dot(A, 1);
    private static readonly Dot A2 = Dot(A, 2);
    private static readonly Dot B1 = Dot(B, 1);

    [Fact]
    public void ReadYourWrites_OwnWriteMissing_BrokenAndNamed()
    {
        var measured = Measure(Write(1, A1), Write(2, B1), ReadAt(1, 1, B1)).ReadYourWrites;

        Assert.Equal((1, 1), (measured.Checked, measured.Violated));
        Assert.Contains(
            "key k1: a client does not read its own write: 999 ms after a@1:1 was acknowledged to it, "
            + "its answer {b@1:1} neither returns nor covers it; worker 1 WRITE",
            Assert.Single(measured.Examples));
    }

    [Fact]
    public void ReadYourWrites_AnotherClientsOverwrite_Held() => Assert.Equal(
        0,
        Measure(Write(1, A1), ReadAt(2, 1, A1), Write(2, A2, Context(A1), at: 2), Covering(1, 3, [A2], A1))
            .ReadYourWrites.Violated);

    [Fact]
    public void ReadYourWrites_AnotherClientReadsWithoutIt_IsOnlyStale()
    {
        var measured = Measure(Write(1, A1), ReadAt(2, 1));

        Assert.Equal((0, 1), (measured.ReadYourWrites.Checked, measured.StaleReads.Violated));
    }

    [Fact]
    public void ReadYourWrites_SeveralBlindWrites_TheOldestMissingCounts() => Assert.Equal(
        1, Measure(Write(1, A1), Write(1, B1, at: 1), ReadAt(1, 2, B1)).ReadYourWrites.Violated);

    [Fact]
    public void MonotonicReads_BackToAnOlderVersion_BrokenAndNamed()
    {
        var measured = Measure(
            Write(1, A1), ReadAt(3, 0.1, A1), Write(1, A2, Context(A1), at: 1),
            Covering(2, 2, [A2], A1), ReadAt(2, 3, A1)).MonotonicReads;

        Assert.Equal((1, 1), (measured.Checked, measured.Violated));
        var example = Assert.Single(measured.Examples);
        Assert.Contains("a client reads backwards: it had read a@1:2, and its answer {a@1:1}", example);
        Assert.Contains("worker 2 READ at 2023-11-14T22:13:22", example);
        Assert.Contains("worker 2 READ at 2023-11-14T22:13:23", example);
    }

    [Fact]
    public void MonotonicReads_WriteNeverAcknowledgedSeenOnce_Broken() => Assert.Equal(
        1,
        Measure(Failed(Write(1, A1, value: "x")), ReadAt(2, 1, A1), ReadAt(2, 2)).MonotonicReads.Violated);

    [Fact]
    public void MonotonicReads_BackAndForth_StaysOwed() => Assert.Equal(
        2, Measure(Write(1, A1), ReadAt(2, 1, A1), ReadAt(2, 2), ReadAt(2, 3)).MonotonicReads.Violated);

    [Fact]
    public void MonotonicReads_DeletedAndReaped_Held() => Assert.Equal(
        0,
        Measure(Write(1, A1), ReadAt(2, 1, A1), Delete(1, A2, Context(A1), at: 2), ReadAt(2, 3))
            .MonotonicReads.Violated);

    [Fact]
    public void MonotonicWrites_SecondBlindWriteWithoutTheFirst_BrokenAndNamed()
    {
        var measured = Measure(Write(1, A1), Write(1, B1, at: 1), ReadAt(2, 2, B1)).MonotonicWrites;

        Assert.Equal((1, 1), (measured.Checked, measured.Violated));
        Assert.Contains("writes out of order: b@1:1 is there without a@1:1", Assert.Single(measured.Examples));
    }

    [Fact]
    public void MonotonicWrites_SecondCoversTheFirst_Held() => Assert.Equal(
        (1, 0), Counts(Measure(Write(1, A1), Write(1, A2, Context(A1), at: 1), Covering(2, 2, [A2], A1))
            .MonotonicWrites));

    [Fact]
    public void WritesFollowReads_WriteWithoutWhatItsClientHadRead_BrokenAndNamed()
    {
        var measured = Measure(Write(1, A1), ReadAt(2, 1, A1), Write(2, B1, at: 2), ReadAt(3, 3, B1))
            .WritesFollowReads;

        Assert.Equal((1, 1), (measured.Checked, measured.Violated));
        Assert.Contains(
            "a write without its past: b@1:1 is there without a@1:1, which its client had read before",
            Assert.Single(measured.Examples));
    }

    [Fact]
    public void WritesFollowReads_ContextHandedOn_Held() => Assert.Equal(
        (1, 0),
        Counts(Measure(
            Write(1, A1), ReadAt(2, 1, A1), Write(2, B1, Context(A1), at: 2), Covering(3, 3, [B1], A1))
            .WritesFollowReads));

    private static (long Checked, long Violated) Counts(GuaranteeMetrics metrics) =>
        (metrics.Checked, metrics.Violated);

    private static ConsistencyMetrics Measure(params Operation[] history)
    {
        var checkers = new PromiseCheckers(new CheckerOptions { WriteQuorum = 1 });
        foreach (var operation in history)
        {
            checkers.Observe(operation);
        }

        return checkers.Measure();
    }
}
