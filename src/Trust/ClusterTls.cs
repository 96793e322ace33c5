using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DynamoLab.Trust;

/// <summary>
/// What TLS takes: the authority that certificates of nodes descend from and, for a node, its own certificate. Callers
/// show none: the handshake that follows tells who they are. Reading the files is the host's.
/// </summary>
public sealed class ClusterTls
{
    /// <summary>What callers of the binary protocol ask for by ALPN (RFC 7301); whoever does not speaks HTTP.</summary>
    public static readonly SslApplicationProtocol Binary = new("dynamolab/1");

    /// <summary>The first byte of a connection that speaks TLS.</summary>
    public const byte FirstByte = 0x16;

    /// <summary>The use that a certificate which names any must name (RFC 5280, 4.2.1.12).</summary>
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection _authority;
    private readonly SslStreamCertificateContext? _certificate;

    private ClusterTls(X509Certificate2Collection authority, SslStreamCertificateContext? certificate) =>
        (_authority, _certificate) = (authority, certificate);

    /// <param name="authority">Certificates in PEM.</param>
    /// <returns>Null where it holds none.</returns>
    public static ClusterTls? OfCaller(string authority)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(authority);
            return certificates.Count == 0 ? null : new ClusterTls(certificates, null);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <param name="certificate">The node's own, in PEM; those between it and the authority may follow.</param>
    /// <param name="key">And its private key, in PEM, without a password.</param>
    /// <returns>Null where these are none that belong together.</returns>
    public ClusterTls? WithCertificate(string certificate, string key)
    {
        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(certificate);
            return new ClusterTls(_authority, SslStreamCertificateContext.Create(own, all, offline: true));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>For a node that is called.</summary>
    public SslServerAuthenticationOptions AnsweringOptions() => new()
    {
        ServerCertificateContext = _certificate,
        ClientCertificateRequired = false,
        ApplicationProtocols = [Binary, SslApplicationProtocol.Http11],
    };

    /// <summary>For who calls a node: its certificate must descend from the authority and name the host.</summary>
    /// <param name="host">As it was called: a name or an IP address.</param>
    public SslClientAuthenticationOptions CallingOptions(string host) => new()
    {
        TargetHost = host,
        CertificateChainPolicy = CallingPolicy(),
        ApplicationProtocols = [Binary],
    };

    /// <summary>Why callers would not speak to a node with this certificate; empty where they would.</summary>
    /// <param name="host">As they call it.</param>
    public string WhyRefused(string host)
    {
        var own = _certificate!.TargetCertificate;
        using var chain = new X509Chain { ChainPolicy = CallingPolicy() };
        chain.ChainPolicy.ExtraStore.AddRange(_certificate.IntermediateCertificates.ToArray());
        if (!chain.Build(own))
        {
            return chain.ChainStatus[0].StatusInformation.ReplaceLineEndings(" ").Trim();
        }

        return own.MatchesHostname(host) ? "" : $"it does not name {host}";
    }

    private X509ChainPolicy CallingPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            ApplicationPolicy = { ServerAuthentication },
        };
        policy.CustomTrustStore.AddRange(_authority);
        return policy;
    }
}
