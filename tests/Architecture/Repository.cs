namespace DynamoLab.Architecture;

/// <summary>The source tree that this test assembly was built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>DynamoLab.sln</c>, found upwards from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files under <c>src</c> or another folder of the tree, without build output, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var output = new[] { "/bin/", "/obj/" };
        return [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !output.Any(path.Contains))
            .Order(StringComparer.Ordinal)];
    }

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

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
