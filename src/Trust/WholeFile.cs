namespace DynamoLab.Trust;

/// <summary>
/// Writes a file all at once: a reader sees the old one or the new one. Somebody else may have put links where it goes
/// and where its draft does; neither is followed.
/// </summary>
public static class WholeFile
{
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        File.Delete(draft);
        using (var file = new StreamWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write)))
        {
            file.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }
}
