using DynamoLab.Trust;

namespace DynamoLab.Driver.Cluster;

/// <summary>The file of the authority of a cluster's certificates, and what it says.</summary>
/// <param name="Path">Absolute: it is told to files that stand elsewhere.</param>
/// <param name="Tls">What it says.</param>
public sealed record AuthorityFile(string Path, ClusterTls Tls)
{
    /// <exception cref="CannotRunException">There is none to be had.</exception>
    public static AuthorityFile Read(string path)
    {
        try
        {
            return ClusterTls.OfCaller(File.ReadAllText(path)) is { } tls
                ? new AuthorityFile(System.IO.Path.GetFullPath(path), tls)
                : throw new CannotRunException(
                    $"the file of the nodes' authority, {path}, holds no certificate; accepted: certificates in PEM");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"the file of the nodes' authority, {path}, cannot be read: {e.Message}", e);
        }
    }
}
