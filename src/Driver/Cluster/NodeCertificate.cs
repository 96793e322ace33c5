using DynamoLab.Trust;

namespace DynamoLab.Driver.Cluster;

/// <summary>The files of the certificate that all nodes of a spawned cluster show, and its authority's.</summary>
/// <param name="Path">Absolute, as all three: nodes stand elsewhere.</param>
/// <param name="KeyPath">The driver tells nobody what is in it.</param>
/// <param name="Authority">What the nodes, and whoever calls them, check it with.</param>
public sealed record NodeCertificate(string Path, string KeyPath, AuthorityFile Authority)
{
    /// <exception cref="CannotRunException">Nobody would speak to a node that has it.</exception>
    public static NodeCertificate Read(string path, string keyPath, string authorityPath)
    {
        var tls = TlsFiles.Read(path, keyPath, authorityPath, out var error) ?? throw new CannotRunException(error);
        if (tls.WhyRefused(SpawnPlan.Host) is { Length: > 0 } reason)
        {
            throw new CannotRunException(
                $"--tls_cert is '{path}', which no client of the nodes would accept: {reason}; "
                + $"accepted: a certificate for {SpawnPlan.Host} that descends from --tls_ca");
        }

        return new NodeCertificate(
            System.IO.Path.GetFullPath(path), System.IO.Path.GetFullPath(keyPath), AuthorityFile.Read(authorityPath));
    }
}
