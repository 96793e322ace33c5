namespace DynamoLab.Node.Durability;

/// <summary>
/// What the disk says of a failure is told to clients, who are to learn nothing of the machine: files are named as they
/// are called within the node's folder.
/// </summary>
internal static class DiskMessages
{
    public static string MessageWithin(this Exception e, string folder)
    {
        var full = Path.GetFullPath(folder);
        return e.Message
            .Replace(full + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(full, "its folder", StringComparison.Ordinal);
    }
}
