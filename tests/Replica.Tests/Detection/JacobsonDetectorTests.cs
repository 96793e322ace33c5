using DynamoLab.Replica.Detection;

namespace DynamoLab.Replica.Tests.Detection;

/// <summary>The figures of RFC 6298 §2, worked by hand.</summary>
public sealed class JacobsonDetectorTests
{
    private const int Ms = 1000;

    [Fact]
    public void TimeoutUs_BeforeAnySample_IsASecond() =>
        Assert.Equal(1000 * Ms, new JacobsonDetector().TimeoutUs);

    [Fact]
    public void TimeoutUs_AfterTheFirstSample_IsItPlusFourHalves()
    {
        var detector = new JacobsonDetector();
        detector.Observe(1000 * Ms);

        Assert.Equal(3000 * Ms, detector.TimeoutUs);
    }

    [Fact]
    public void TimeoutUs_SteadyThenSlower_FollowsSmoothedMeanAndDeviation()
    {
        var detector = new JacobsonDetector();
        detector.Observe(1000 * Ms);
        detector.Observe(1000 * Ms);
        Assert.Equal(2500 * Ms, detector.TimeoutUs);

        // The deviation is updated with the old mean: 3/4 of 375 + 1/4 of 1000; then the mean: 7/8 of 1000 + 1/8 of
        // 2000.
        detector.Observe(2000 * Ms);
        Assert.Equal(1125 * Ms + (4 * 531.25 * Ms), detector.TimeoutUs);
    }

    [Fact]
    public void Suspects_FastNetwork_WaitsHalfASecondAllTheSame()
    {
        var detector = new JacobsonDetector();
        for (var i = 0; i < 100; i++)
        {
            detector.Observe(1 * Ms);
        }

        Assert.False(detector.Suspects(500 * Ms));
        Assert.True(detector.Suspects((500 * Ms) + 1));
    }
}
