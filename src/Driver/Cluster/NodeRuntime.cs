namespace DynamoLab.Driver.Cluster;

/// <summary>
/// Settings of the .NET runtime of a node, as variables of its environment. One that is set already stays as it is.
/// Numbers are hexadecimal.
/// </summary>
internal static class NodeRuntime
{
    /// <summary>Nodes per processor above which they are crowded.</summary>
    private const int NodesPerProcessorMax = 4;

    /// <summary>Where the runtime is; and no second mapping of compiled code, which costs every start.</summary>
    private static readonly IReadOnlyDictionary<string, string> Always = new Dictionary<string, string>
    {
        ["DOTNET_ROOT"] = NodeProgram.DotnetRoot,
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    /// <summary>
    /// Calls of a method before it is compiled again with optimisation, 512 instead of 30: while a hundred nodes start
    /// they compile little, and once under load what every message runs through, and no more. Never to compile it again
    /// costs a third of the throughput: code compiled ahead lies far apart and calls through tables. And 4 MB between
    /// two collections to begin with, because a hundred heaps share the memory.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> Crowded = new Dictionary<string, string>(Always)
    {
        ["DOTNET_TC_CallCountThreshold"] = "200",
        ["DOTNET_GCgen0size"] = "400000",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <param name="nodeCount">Nodes that share this machine.</param>
    public static IReadOnlyDictionary<string, string> SettingsFor(int nodeCount) =>
        IsCrowded(nodeCount) ? Crowded : Always;

    /// <summary>
    /// Among many nodes this process' own threads, too, go to sleep at once where they find nothing to do. To be called
    /// before the pool's first one; it reads the setting then.
    /// </summary>
    /// <param name="nodeCount">Nodes that share this machine.</param>
    public static void Adapt(int nodeCount)
    {
        if (IsCrowded(nodeCount))
        {
            AppContext.SetData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", 0);
        }
    }

    private static bool IsCrowded(int nodeCount) => nodeCount > NodesPerProcessorMax * Environment.ProcessorCount;
}
