namespace DynamoLab.Core.Tests;

/// <summary>Files of the source tree that this test assembly was built from.</summary>
internal static class SourceTree
{
    private static readonly string Root = FindRoot();

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    /// <summary>The lines of a golden file, without blank ones and comments.</summary>
    public static string[] ReadGolden(string relativePath) =>
        [.. Read(relativePath).ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

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
