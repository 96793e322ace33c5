namespace DynamoLab.Driver.Cluster;

/// <summary>The end of a node's log, to show when the node does not do what it should.</summary>
internal static class NodeLog
{
    private const int BytesMax = 16 * 1024;

    /// <returns>At most so many lines; none where there is no such file.</returns>
    public static IReadOnlyList<string> LastLines(string path, int count)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(BytesMax, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines[^Math.Min(count, lines.Length)..];
    }
}
