using System.CommandLine;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Cli;

/// <summary>The options of TLS, for commands that spawn nodes: all of them or none.</summary>
internal sealed class TlsOptionSet
{
    private readonly Option<string?> _certificate = LabOption.Text(
        "tls_cert", "<file>", $"spawned nodes speak TLS, with this certificate for {SpawnPlan.Host} (default: none)");

    private readonly Option<string?> _key = LabOption.Text("tls_key", "<file>", "the certificate's private key");

    private readonly Option<string?> _authority = LabOption.Text(
        "tls_ca", "<file>", "the authority that the certificate descends from");

    public IReadOnlyList<Option> Options => [_certificate, _key, _authority];

    /// <returns>Null where they are not given.</returns>
    /// <exception cref="CannotRunException">One is missing, or the files are not what they have to be.</exception>
    public NodeCertificate? Read(ParseResult result)
    {
        var missing = Options.Where(option => !result.IsGiven(option)).ToList();
        if (missing.Count == Options.Count)
        {
            return null;
        }

        return missing.Count == 0
            ? NodeCertificate.Read(
                result.GetValue(_certificate)!, result.GetValue(_key)!, result.GetValue(_authority)!)
            : throw new CannotRunException(
                $"{missing[0].Name} is missing; accepted: --tls_cert, --tls_key and --tls_ca together");
    }
}
