using DynamoLab.Core;
using DynamoLab.Replica.Detection;

namespace DynamoLab.Replica.Tests.Detection;

public sealed class PeerHealthTests
{
    private readonly Recorder _detector = new();
    private readonly PeerHealth _peer;

    public PeerHealthTests() => _peer = new PeerHealth(_detector);

    [Fact]
    public void IsSuspect_NothingAsked_HoweverLongTheSilence_IsFalse() =>
        Assert.False(_peer.IsSuspect(At(1_000_000)));

    [Fact]
    public void IsSuspect_AskedTwice_SilenceCountsFromTheFirst()
    {
        _peer.Asked(At(0));
        _peer.Asked(At(900));

        Assert.False(_peer.IsSuspect(At(1000)));
        Assert.True(_peer.IsSuspect(At(1001)));
    }

    [Fact]
    public void IsSuspect_OnceSuspected_StaysUntilAnAnswer()
    {
        _peer.LinkDown(At(0));
        Assert.True(_peer.IsSuspect(At(0)));

        _peer.Answered();

        Assert.False(_peer.IsSuspect(At(5000)));
    }

    [Fact]
    public void Ponged_SeveralPingsUnderWay_MeasuresEachFromItsOwnTime()
    {
        _peer.Pinged(1, At(0));
        _peer.Pinged(2, At(500));
        _peer.Ponged(1, At(1200));
        _peer.Ponged(2, At(1800));

        Assert.Equal([1_200_000, 1_300_000], _detector.Observed);
    }

    [Fact]
    public void Ponged_LostRepeatedOrUnknownPings_AreNotMeasured()
    {
        _peer.Pinged(1, At(0));
        _peer.Pinged(2, At(500));
        _peer.Ponged(2, At(600));
        _peer.Ponged(2, At(700));
        _peer.Ponged(1, At(800));
        _peer.Ponged(99, At(900));

        Assert.Equal([100_000], _detector.Observed);
    }

    [Fact]
    public void Pinged_NeverAnswered_KeepsFewOfThem()
    {
        for (var i = 1UL; i <= 1000; i++)
        {
            _peer.Pinged(i, At(0));
        }

        _peer.Ponged(1, At(1));
        _peer.Ponged(1000, At(1));

        Assert.Equal([1000], _detector.Observed);
    }

    private static Instant At(int ms) => Instant.Zero.PlusMs(ms);

    /// <summary>Suspects after a second.</summary>
    private sealed class Recorder : IFailureDetector
    {
        public List<long> Observed { get; } = [];

        public void Observe(long roundTripUs) => Observed.Add(roundTripUs);

        public bool Suspects(long silenceUs) => silenceUs > 1_000_000;
    }
}
