using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

/// <summary>On processes of this machine's own small programs.</summary>
public sealed class NodeProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly ScratchFolder _scratch = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Start_OfAProgramThatTalks_PutsItInTheFileAndKeepsItsExitCode()
    {
        var output = _scratch.PathOf("output.log");

        using var process = NodeProcess.Start(
            ["/bin/sh", "-c", "echo out; echo \"$0 $1\" >&2; exit 3", "a b", "c"], output, holdsInput: true,
            _scratch.Path, Nothing);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(3, process.ExitCode);
        Assert.Equal("out\na b c\n", await File.ReadAllTextAsync(output, Cancellation));
    }

    [Fact]
    public async Task Start_WithVariables_AddsThemButChangesNone()
    {
        var output = _scratch.PathOf("output.log");
        var variables = new Dictionary<string, string> { ["LAB_TEST"] = "added", ["PATH"] = "changed" };

        using var process = NodeProcess.Start(
            ["/bin/sh", "-c", "echo $LAB_TEST $PATH"], output, holdsInput: true, _scratch.Path, variables);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(
            $"added {Environment.GetEnvironmentVariable("PATH")}\n", await File.ReadAllTextAsync(output, Cancellation));
    }

    [Fact]
    public async Task ReleaseInput_OfAProgramThatReadsItsInput_LetsItEnd()
    {
        using var process = NodeProcess.Start(
            ["/bin/cat"], _scratch.PathOf("output.log"), holdsInput: true, _scratch.Path, Nothing);
        Assert.False(process.HasExited);

        process.ReleaseInput();
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Kill_OfARunningProcess_EndsIt()
    {
        using var process = NodeProcess.Start(
            ["/bin/sleep", "1000"], _scratch.PathOf("output.log"), holdsInput: false, _scratch.Path, Nothing);
        Assert.True(Processes.IsRunning(process.Id));

        Processes.Kill(process.Id);

        Assert.True(await Processes.IsGoneWithinAsync(process.Id, TimeSpan.FromSeconds(10), Cancellation));
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(137, process.ExitCode);
    }

    [Fact]
    public async Task CommandLineOf_ARunningProcess_IsWhatItWasStartedWith()
    {
        using var process = NodeProcess.Start(
            ["/bin/sleep", "1001"], _scratch.PathOf("output.log"), holdsInput: false, _scratch.Path, Nothing);
        try
        {
            while (Processes.CommandLineOf(process.Id) is not ["/bin/sleep", ..])
            {
                await Task.Yield();
            }

            Assert.Equal(["/bin/sleep", "1001"], Processes.CommandLineOf(process.Id));
            Assert.Equal(_scratch.Path, Processes.WorkingDirectoryOf(process.Id));
            Assert.True(Processes.ResidentBytesOf(process.Id) > 0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }
    }
}
