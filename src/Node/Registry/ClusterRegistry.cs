using DynamoLab.Core.Cluster;
using DynamoLab.Trust;

namespace DynamoLab.Node.Registry;

/// <summary>
/// Writes this node into <c>cluster_procs.json</c>. A hundred nodes may do so at once, so each holds a lock file
/// meanwhile, and readers see the old text or the new one, never half of it.
/// </summary>
internal sealed class ClusterRegistry(string path, TimeProvider time)
{
    /// <summary>Adds or replaces the node's entry.</summary>
    /// <returns>Empty, or why it could not.</returns>
    public async Task<string> RegisterAsync(ClusterEntry entry, CancellationToken cancellation)
    {
        try
        {
            using var held = await LockFile.TakeAsync(path, time, cancellation);
            if (held is null)
            {
                return $"--cluster_procs is '{path}', and its lock {LockFile.PathOf(path)} was not free "
                    + $"for {LockFile.TimeoutMs} ms";
            }

            var text = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : "";
            var file = ClusterFile.Empty;
            if (text.Length > 0 && !ClusterFile.TryParse(text, out file, out var error))
            {
                return $"--cluster_procs is '{path}', and {error}";
            }

            WholeFile.Write(path, file.With(Kept(file, entry)).Format());
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"--cluster_procs is '{path}', which cannot be written: {e.Message}";
        }
    }

    /// <summary>Fields that others keep with the node stay.</summary>
    private static ClusterEntry Kept(ClusterFile file, ClusterEntry entry) =>
        file.EntryOf(entry.Node) is { } old ? entry with { Extra = old.Extra } : entry;
}
