using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class ClientMeterTests
{
    [Fact]
    public void BusySecondsOf_TheKernelsLine_LeavesIdleAndWaitingOut() =>
        Assert.Equal(1.41, ClientMeter.BusySecondsOf("cpu  100 10 20 5000 700 3 4 4 50 0"));

    [Theory]
    [InlineData("")]
    [InlineData("cpu 1 2 3")]
    [InlineData("cpu a b c d e f g h")]
    public void BusySecondsOf_AnythingElse_IsUnknown(string line) => Assert.Null(ClientMeter.BusySecondsOf(line));

    [Fact]
    public void Read_AfterAnyTime_TellsTheDriversOwnTimeOnTheMachinesProcessors()
    {
        using var meter = new ClientMeter();

        var reading = meter.Read(offeredOpsPerS: 5, arrivalsUnstarted: 3);

        Assert.Equal((5, 3, Environment.ProcessorCount), (
            reading.OfferedOpsPerS, reading.ArrivalsUnstarted, reading.CpuCount));
        Assert.True(reading is { ElapsedS: > 0, CpuS: >= 0 });
    }
}
