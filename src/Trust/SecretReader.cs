using DynamoLab.Core.Handshakes;

namespace DynamoLab.Trust;

/// <summary>Reads the file of a cluster's secret.</summary>
public static class SecretReader
{
    /// <summary>The secret; null when there is none to be had, and then why, as the end of a sentence.</summary>
    public static ClusterSecret? Read(string path, out string error) =>
        PrivateFile.Read(path, ClusterSecret.TextBytesMax + 1, out error) is { } text
            ? ClusterSecret.Read(text, out error)
            : null;
}
