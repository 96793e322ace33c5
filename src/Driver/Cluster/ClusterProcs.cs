using DynamoLab.Core.Cluster;
using DynamoLab.Trust;

namespace DynamoLab.Driver.Cluster;

/// <summary>Reads and writes the file of a running cluster, <c>cluster_procs.json</c>.</summary>
public static class ClusterProcs
{
    /// <param name="secretFile">What <c>--cluster_secret_file</c> says; null: what the file itself says.</param>
    /// <exception cref="CannotRunException">It is missing, malformed, or names no node.</exception>
    public static ClusterFile Read(string path, string? secretFile = null)
    {
        if (!File.Exists(path))
        {
            throw new CannotRunException(
                $"--cluster_procs {path} does not exist; 'dynamolab cluster start --nodes 5' writes one");
        }

        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--cluster_procs {path} cannot be read: {e.Message}", e);
        }

        if (!ClusterFile.TryParse(text, out var file, out var error))
        {
            throw new CannotRunException($"--cluster_procs {path}, {error}");
        }

        if (file.Entries.Count == 0)
        {
            throw new CannotRunException($"--cluster_procs {path} names no node");
        }

        return secretFile is null
            ? file
            : ClusterFile.Of(file.Entries.Select(entry => entry with { SecretFile = secretFile }));
    }

    /// <summary>The same, and all its processes run.</summary>
    /// <exception cref="CannotRunException">Also when one of them does not.</exception>
    public static ClusterFile ReadRunning(string path, string? secretFile = null)
    {
        var file = Read(path, secretFile);
        var dead = file.Entries.Where(entry => !Processes.IsRunning(entry.ProcessId)).ToList();
        return dead.Count == 0
            ? file
            : throw new CannotRunException(
                $"--cluster_procs {path}: no such process: {string.Join(", ", dead.Select(Describe))}");
    }

    /// <summary>All at once: a reader sees the old file or the new one.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<ClusterNode> nodes)
    {
        Write(path, ClusterFile.Of(nodes.Select(EntryOf)));
    }

    /// <summary>Gives one node another process; whatever else the file says of it and of others stays.</summary>
    /// <exception cref="CannotRunException">The file cannot be read or written.</exception>
    public static void Update(string path, ClusterNode node)
    {
        var file = Read(path);
        var entry = file.EntryOf(node.Id) ?? EntryOf(node);
        Write(path, file.With(entry with { ProcessId = node.ProcessId }));
    }

    /// <summary>The node as the file knows it, running or not.</summary>
    /// <exception cref="CannotRunException">Its secret cannot be read.</exception>
    internal static ClusterNode NodeOf(ClusterEntry entry) =>
        new(entry.Node, entry.Host, entry.Port, entry.ProcessId, IsRunning: true)
        {
            Secret = entry.SecretFile is { } file ? SecretFile.Read(file) : null,
            Authority = entry.TlsAuthority is { } authority ? AuthorityFile.Read(authority) : null,
        };

    private static ClusterEntry EntryOf(ClusterNode node) => new(node.Id, node.ProcessId, node.Port)
    {
        Host = node.Host,
        SecretFile = node.Secret?.Path,
        TlsAuthority = node.Authority?.Path,
    };

    private static void Write(string path, ClusterFile file)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            WholeFile.Write(full, file.Format());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--cluster_procs {path} cannot be written: {e.Message}", e);
        }
    }

    private static string Describe(ClusterEntry entry) => $"{entry.Node} (pid {entry.ProcessId})";
}
