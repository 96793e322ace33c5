using DynamoLab.Replica.Detection;

namespace DynamoLab.Replica.Tests.Detection;

/// <summary>
/// Phi is −log10 of the normal distribution's tail; the figures are from tables of it, the approximation is 2% off.
/// </summary>
public sealed class PhiDetectorTests
{
    private const int Ms = 1000;

    [Theory]
    [InlineData(0, 0.301)]
    [InlineData(1, 0.800)]
    [InlineData(2, 1.643)]
    [InlineData(3, 2.870)]
    public void Phi_SoManyDeviationsAfterTheMean_IsTheTail(int deviations, double expected)
    {
        // No sample: mean 0, deviation at its least, 100 ms.
        var phi = new PhiDetector().Phi(deviations * 100 * Ms);

        Assert.InRange(phi, expected * 0.98, expected * 1.02);
    }

    [Fact]
    public void Phi_LongerSilence_IsHigher()
    {
        var detector = Trained([20, 80, 50, 40, 60, 55, 45]);
        var previous = -1.0;
        for (var silence = 0; silence < 3000; silence += 10)
        {
            var phi = detector.Phi(silence * Ms);
            Assert.True(phi >= previous && !double.IsNaN(phi), $"phi {phi} after {silence} ms");
            previous = phi;
        }
    }

    [Fact]
    public void Suspects_SteadyNetwork_AboutFiveDeviationsAfterTheMean()
    {
        var detector = Trained([50, 50, 50, 50]);

        Assert.False(detector.Suspects((50 + 520) * Ms));
        Assert.True(detector.Suspects((50 + 540) * Ms));
    }

    [Fact]
    public void Suspects_WhatWasNormalSoFar_IsNotSuspected()
    {
        var detector = Trained([1000, 3000, 1000, 3000]);

        Assert.False(detector.Suspects(6000 * Ms));
        Assert.True(detector.Suspects(9000 * Ms));
    }

    [Fact]
    public void Suspects_OldSamples_AreForgotten()
    {
        var detector = Trained([.. Enumerable.Repeat(4000, 64), .. Enumerable.Repeat(10, 64)]);

        Assert.True(detector.Suspects(1000 * Ms));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void Phi_AtTheEnds_IsANumber(long silenceUs) =>
        Assert.False(double.IsNaN(Trained([1_000_000]).Phi(silenceUs)));

    private static PhiDetector Trained(int[] roundTripsMs)
    {
        var detector = new PhiDetector();
        foreach (var ms in roundTripsMs)
        {
            detector.Observe((long)ms * Ms);
        }

        return detector;
    }
}
