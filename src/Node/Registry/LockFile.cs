namespace DynamoLab.Node.Registry;

/// <summary>
/// The lock on a file that many processes change: whoever holds the file beside it. The system takes it back from a
/// process that ended.
/// </summary>
internal static class LockFile
{
    /// <summary>How long the others may keep the lock.</summary>
    public const int TimeoutMs = 15_000;

    private const int RetryMs = 20;

    public static string PathOf(string path) => path + ".lock";

    /// <summary>Waits for the lock; null when it was not free in time.</summary>
    /// <exception cref="IOException">The folder is not there, or a link is where the lock goes.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task<FileStream?> TakeAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        if (new FileInfo(PathOf(path)).LinkTarget is { } target)
        {
            throw new IOException($"{PathOf(path)} is a link to {target}; accepted: no link there");
        }

        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            {
                if (time.GetElapsedTime(since).TotalMilliseconds >= TimeoutMs)
                {
                    return null;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(RetryMs), time, cancellation);
            }
        }
    }
}
