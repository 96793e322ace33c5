namespace DynamoLab.Driver.Cli;

/// <summary>The folder results go to.</summary>
internal static class OutputFolder
{
    /// <summary>Creates it where needed, and makes sure that files can be created in it.</summary>
    /// <exception cref="CannotRunException">They cannot.</exception>
    public static string Prepare(string folder)
    {
        try
        {
            var full = Directory.CreateDirectory(folder).FullName;
            using var probe = new FileStream(
                Path.Combine(full, $".probe-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CannotRunException(
                $"--output_dir {folder} must be a folder that can be written to: {e.Message}", e);
        }
    }
}
