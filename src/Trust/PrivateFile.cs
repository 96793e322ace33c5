namespace DynamoLab.Trust;

/// <summary>Reads files that nobody but their owner may touch: a cluster's secret, a certificate's key.</summary>
public static class PrivateFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <param name="path">The file's.</param>
    /// <param name="bytesMax">No more is read of it.</param>
    /// <param name="error">Empty, or why it is not read, as the end of a sentence.</param>
    public static byte[]? Read(string path, int bytesMax, out string error)
    {
        try
        {
            using var file = File.OpenRead(path);
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead : File.GetUnixFileMode(file.SafeFileHandle);
            if ((mode & Others) != 0)
            {
                error = $"has mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}; "
                    + "accepted: 0600 or 0400, so that only its owner can read it";
                return null;
            }

            var bytes = new byte[bytesMax];
            error = "";
            return bytes[..file.ReadAtLeast(bytes, bytesMax, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"cannot be read: {e.Message}";
            return null;
        }
    }
}
