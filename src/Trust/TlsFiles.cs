using System.Text;

namespace DynamoLab.Trust;

/// <summary>Reads the files of TLS.</summary>
public static class TlsFiles
{
    private const int KeyBytesMax = 65_536;

    /// <summary>What they hold; null when they do not, and then why, as one line.</summary>
    public static ClusterTls? Read(string certificate, string key, string authority, out string error)
    {
        error = "";
        if (TextOf("--tls_ca", authority, ref error) is not { } authorityText
            || TextOf("--tls_cert", certificate, ref error) is not { } certificateText
            || KeyOf(key, ref error) is not { } keyText)
        {
            return null;
        }

        if (ClusterTls.OfCaller(authorityText) is not { } tls)
        {
            error = $"--tls_ca is '{authority}', which holds no certificate; accepted: certificates in PEM";
            return null;
        }

        var own = tls.WithCertificate(certificateText, keyText);
        error = own is null
            ? $"--tls_cert is '{certificate}' and --tls_key '{key}'; accepted: a certificate and its key, both in PEM"
            : "";
        return own;
    }

    private static string? KeyOf(string path, ref string error)
    {
        var key = PrivateFile.Read(path, KeyBytesMax, out var problem);
        error = problem.Length == 0 ? "" : $"--tls_key is '{path}', which {problem}";
        return key is null ? null : Encoding.UTF8.GetString(key);
    }

    private static string? TextOf(string option, string path, ref string error)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"{option} is '{path}', which cannot be read: {e.Message}";
            return null;
        }
    }
}
