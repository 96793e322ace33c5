using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DynamoLab.Trust;

namespace DynamoLab.Node.Tests;

/// <summary>An authority, and what it signs.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(1);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        var request = new CertificateRequest("CN=an authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, Until);
    }

    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>For callers.</summary>
    public ClusterTls Caller => ClusterTls.OfCaller(AuthorityPem)!;

    /// <summary>For a node that listens there.</summary>
    public ClusterTls NodeAt(string address)
    {
        var (certificate, key) = PemOf(address);
        return Caller.WithCertificate(certificate, key)!;
    }

    /// <summary>A certificate for the address, and its key.</summary>
    public (string Certificate, string Key) PemOf(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, From, Until, RandomNumberGenerator.GetBytes(8));
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The options of a node, or of who spawns nodes, with the files written into the folder.</summary>
    public string[] OptionsIn(string folder, string address = "127.0.0.1")
    {
        var (certificate, key) = PemOf(address);
        return
        [
            "--tls_cert", Write("node.pem", certificate), "--tls_key", Write("node.key", key),
            "--tls_ca", Write("ca.pem", AuthorityPem),
        ];

        string Write(string name, string text)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return path;
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
