using System.Security.Cryptography;
using DynamoLab.Core.Handshakes;
using DynamoLab.Trust;

namespace DynamoLab.Driver.Cluster;

/// <summary>The file of a cluster's secret, and what it says.</summary>
/// <param name="Path">Absolute: it is told to nodes and files that stand elsewhere.</param>
/// <param name="Secret">What it says.</param>
public sealed record SecretFile(string Path, ClusterSecret Secret)
{
    private const int FreshBytes = 32;

    /// <summary>Where the secret of a cluster that is spawned goes: beside its <c>cluster_procs.json</c>.</summary>
    public static string PathBeside(string clusterProcs) => $"{System.IO.Path.GetFullPath(clusterProcs)}.secret";

    /// <summary>Draws a secret for a new cluster; one of an earlier cluster gives way.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public static SecretFile Create(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.Delete(path);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new StreamWriter(path, options);
            file.WriteLine(RandomNumberGenerator.GetHexString(2 * FreshBytes, lowercase: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"the cluster's secret, {path}, cannot be written: {e.Message}", e);
        }

        return Read(path);
    }

    /// <exception cref="CannotRunException">There is none to be had.</exception>
    public static SecretFile Read(string path) => SecretReader.Read(path, out var error) is { } secret
        ? new SecretFile(System.IO.Path.GetFullPath(path), secret)
        : throw new CannotRunException($"the file of the cluster's secret, {path}, {error}");
}
