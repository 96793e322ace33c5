namespace DynamoLab.Driver;

/// <summary>What the driver itself names within a folder lies there: no link leads it elsewhere.</summary>
internal static class Links
{
    /// <returns>The path.</returns>
    /// <exception cref="CannotRunException">A link is there.</exception>
    public static string Refuse(string path) => new FileInfo(path).LinkTarget is { } target
        ? throw new CannotRunException($"{path} is a link to {target}; accepted: no link there")
        : path;
}
