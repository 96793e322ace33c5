using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class ProcessesTests
{
    /// <summary>A zombie with threads is a killed process in the middle of an fsync: it holds its lock.</summary>
    [Theory]
    [InlineData('S', 12, false)]
    [InlineData('T', 12, false)]
    [InlineData('Z', 2, false)]
    [InlineData('Z', 1, true)]
    [InlineData('Z', 0, true)]
    [InlineData('X', 0, true)]
    [InlineData(' ', 0, false)]
    public void HasEnded_ByStateAndThreads_IsWhenNothingIsLeft(char state, int threads, bool expected) =>
        Assert.Equal(expected, Processes.HasEnded(state, threads));

    [Fact]
    public void OpenFilesAndMemory_OfThisProcess_AreSome()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(Processes.OpenFilesOf(Environment.ProcessId) ?? 0, 3, int.MaxValue);
            Assert.InRange(Processes.ResidentBytesOf(Environment.ProcessId) ?? 0, 1_000_000, long.MaxValue);
        }

        Assert.Null(Processes.OpenFilesOf(int.MaxValue));
    }
}
