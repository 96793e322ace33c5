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
    /// Code compiled ahead is the same memory in all nodes; what each compiled anew, a hundred times over, neither the
    /// processors nor their caches have room for. Few nodes that share them are better off optimised within the first
    /// second.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> Crowded = new Dictionary<string, string>(Always)
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <param name="nodeCount">Nodes that share this machine.</param>
    public static IReadOnlyDictionary<string, string> SettingsFor(int nodeCount) =>
        nodeCount > NodesPerProcessorMax * Environment.ProcessorCount ? Crowded : Always;
}
