using DynamoLab.Core;

namespace DynamoLab.Driver.Cluster;

/// <summary>The folders of nodes' data, as the driver sees them before it starts a node.</summary>
internal static class DataFolders
{
    /// <summary>The folder of all nodes' data below the folder of the results.</summary>
    public const string Name = "data";

    /// <summary>The file whose lock a running node holds; see the node's <c>DataFolder</c>.</summary>
    private const string LockName = "LOCK";

    /// <summary>
    /// Makes the folder where it is missing, so that what cannot be used is said before a node is spawned.
    /// </summary>
    /// <exception cref="CannotRunException">It cannot be made, is a link, or a running process uses it.</exception>
    public static void Prepare(string folder, NodeId node)
    {
        Links.Refuse(folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--data_dir: {folder}, for {node}, cannot be made: {e.Message}", e);
        }

        RefuseInUse(folder, node);
    }

    private static void RefuseInUse(string folder, NodeId node)
    {
        try
        {
            using var free = new FileStream(
                Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            // Nobody's yet.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException(
                $"--data_dir: {folder}, for {node}, is used by a process that runs; stop it, or name another folder",
                e);
        }
    }
}
