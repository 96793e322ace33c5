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

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
