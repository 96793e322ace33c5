using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Tests.Cluster;

public sealed class NodeRuntimeTests
{
    private const string Spinning = "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit";
    private const string CallsMin = "DOTNET_TC_CallCountThreshold";

    [Fact]
    public void SettingsFor_FewAndMany_OnlyManyCompileLate()
    {
        Assert.DoesNotContain(CallsMin, NodeRuntime.SettingsFor(1));
        Assert.Contains(CallsMin, NodeRuntime.SettingsFor(100_000));
    }

    /// <summary>What it sets is read once in a process: here it was, long ago.</summary>
    [Fact]
    public void Adapt_FewAndMany_OnlyManyKeepThreadsFromSpinning()
    {
        try
        {
            NodeRuntime.Adapt(1);
            Assert.Null(AppContext.GetData(Spinning));
            NodeRuntime.Adapt(100_000);
            Assert.Equal(0, AppContext.GetData(Spinning));
        }
        finally
        {
            AppContext.SetData(Spinning, null);
        }
    }
}
