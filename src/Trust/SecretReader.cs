using DynamoLab.Core.Handshakes;

namespace DynamoLab.Trust;

/// <summary>Reads the file of a cluster's secret.</summary>
public static class SecretReader
{
    /// <summary>The secret; null when there is none to be had, and then why, as the end of a sentence.</summary>
    public static ClusterSecret? Read(string path, out string error)
    {
        try
        {
            using var file = File.OpenRead(path);
            var text = new byte[ClusterSecret.TextBytesMax + 1];
            var count = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead : File.GetUnixFileMode(file.SafeFileHandle);
            return ClusterSecret.Read(text.AsSpan(0, count), mode, out error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"cannot be read: {e.Message}";
            return null;
        }
    }
}
