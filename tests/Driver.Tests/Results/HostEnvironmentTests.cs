using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class HostEnvironmentTests
{
    [Theory]
    [InlineData("1.0.0+f865f82", "f865f82")]
    [InlineData("1.0.0", "unknown")]
    [InlineData("1.0.0+", "unknown")]
    [InlineData("", "unknown")]
    public void CommitOf_AVersion_IsWhatStandsBehindThePlus(string version, string commit) =>
        Assert.Equal(commit, HostEnvironment.CommitOf(version));

    [Theory]
    [InlineData("1.0.0+0123456789abcdef0123456789abcdef01234567", "1.0.0+01234567")]
    [InlineData("1.0.0+f865f82", "1.0.0+f865f82")]
    [InlineData("1.0.0", "1.0.0")]
    public void ShortOf_AVersion_KeepsEightLettersOfTheCommit(string version, string expected) =>
        Assert.Equal(expected, HostEnvironment.ShortOf(version));

    [Fact]
    public void CpuModelOf_SeveralProcessors_IsTheFirst() => Assert.Equal(
        "Some CPU: 2.5GHz",
        HostEnvironment.CpuModelOf(["processor\t: 0", "model name\t: Some CPU: 2.5GHz", "", "model name\t: Other"]));

    [Fact]
    public void CpuModelOf_LinesThatDoNotTell_IsUnknown() =>
        Assert.Equal("unknown", HostEnvironment.CpuModelOf(["processor\t: 0"]));

    [Fact]
    public void MemoryBytesOf_KibibytesOfTheKernel_AreBytes()
    {
        Assert.Equal(2048L * 1024, HostEnvironment.MemoryBytesOf(["MemTotal:        2048 kB", "MemFree: 1 kB"]));
        Assert.Null(HostEnvironment.MemoryBytesOf([]));
    }

    [Fact]
    public void Read_OfThisMachine_LeavesNothingEmpty()
    {
        var environment = HostEnvironment.Read(DateTimeOffset.UnixEpoch);

        Assert.True(
            environment is { CpuCount: > 0, MemoryBytes: > 1 << 20, StartedAt: "1970-01-01T00:00:00.0000000Z" });
        Assert.All(
            (string[])[
                environment.Version, environment.Commit, environment.Os, environment.CpuModel, environment.Dotnet],
            Assert.NotEmpty);
    }
}
