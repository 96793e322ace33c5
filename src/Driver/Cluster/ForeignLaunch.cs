namespace DynamoLab.Driver.Cluster;

/// <summary>How a node that another program started was called, as the system tells it while the node runs.</summary>
internal sealed record ForeignLaunch(IReadOnlyList<string> CommandLine, string WorkingDirectory)
{
    /// <returns>Null where the system does not tell.</returns>
    public static ForeignLaunch? Of(int processId) =>
        Processes.CommandLineOf(processId) is { } commandLine
            && Processes.WorkingDirectoryOf(processId) is { } workingDirectory
            ? new ForeignLaunch(commandLine, workingDirectory)
            : null;
}
