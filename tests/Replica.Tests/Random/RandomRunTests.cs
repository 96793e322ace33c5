namespace DynamoLab.Replica.Tests.Random;

public sealed class RandomRunTests
{
    private const string SeedVariable = "DYNAMOLAB_SEED";
    private const string TraceVariable = "DYNAMOLAB_TRACE";
    private const int SeedCount = 300;

    [Fact]
    public void Cluster_UnderRandomFaults_KeepsItsPromises()
    {
        var acknowledged = 0;
        var first = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var seed) ? seed : 1;
        var count = seed > 0 ? 1 : SeedCount;
        for (var i = 0UL; i < (ulong)count; i++)
        {
            acknowledged += RunOne(first + i).AcknowledgedCount;
        }

        // A cluster that refuses everything keeps every promise.
        Assert.True(acknowledged > 10 * count, $"only {acknowledged} writes were acknowledged in {count} runs");
    }

    [Fact]
    public void Cluster_SameSeedTwice_DoesTheSame()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            Assert.Equal(RunOne(seed).TraceHash, RunOne(seed).TraceHash);
        }
    }

    private static RandomRun RunOne(ulong seed)
    {
        using var trace = Environment.GetEnvironmentVariable(TraceVariable) is { } path
            ? File.CreateText(path)
            : TextWriter.Null;
        var run = new RandomRun(seed) { Trace = trace };
        try
        {
            run.Run();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"seed {seed}: {e.Message}\nrepeat: "
                + $"{SeedVariable}={seed} {TraceVariable}=trace.txt dotnet test tests/Replica.Tests", e);
        }

        return run;
    }
}
