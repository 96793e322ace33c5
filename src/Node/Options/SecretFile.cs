using DynamoLab.Core.Handshakes;

namespace DynamoLab.Node.Options;

/// <summary>The file of the cluster's secret.</summary>
internal static class SecretFile
{
    /// <summary>The secret; null when there is none to be had, and then why, as one line.</summary>
    public static ClusterSecret? Read(string path, out string error)
    {
        ClusterSecret? secret = null;
        try
        {
            using var file = File.OpenRead(path);
            var text = new byte[ClusterSecret.TextBytesMax + 1];
            var count = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead : File.GetUnixFileMode(file.SafeFileHandle);
            secret = ClusterSecret.Read(text.AsSpan(0, count), mode, out error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"cannot be read: {e.Message}";
        }

        error = error.Length == 0 ? "" : $"--cluster_secret_file is '{path}', which {error}";
        return secret;
    }
}
