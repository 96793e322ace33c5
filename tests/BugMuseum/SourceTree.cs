namespace DynamoLab.BugMuseum;

/// <summary>The sources this test was built from, read from the tree it lies in.</summary>
internal static class SourceTree
{
    /// <summary>All that a simulated cluster runs on, the simulator and its checkers included.</summary>
    private static readonly string[] Projects =
        ["Core", "Repair", "Replica", "Storage", "History", "Simulation"];

    private static readonly string Root = FindRoot();

    /// <summary>Every source file by its path from the root, in ordinal order.</summary>
    public static IReadOnlyList<(string Path, string Text)> Read() =>
    [
        .. Projects.SelectMany(project => Files(Path.Combine(Root, "src", project)))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    public static string ReadDocument(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DynamoLab.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No DynamoLab.sln above {AppContext.BaseDirectory}.");
    }
}
