using DynamoLab.Trust;

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

    /// <summary>Writes a whole file into it: a reader sees the old one or the new one.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        try
        {
            WholeFile.Write(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} could not be written: {e.Message}", e);
        }
    }
}
