using DynamoLab.Replica.Detection;

namespace DynamoLab.Replica.Tests.Detection;

public sealed class FixedDetectorTests
{
    [Fact]
    public void Suspects_WhateverItObserved_KeepsItsPatience()
    {
        var detector = new FixedDetector(timeoutMs: 700);
        detector.Observe(10_000_000);

        Assert.False(detector.Suspects(700_000));
        Assert.True(detector.Suspects(700_001));
    }
}
