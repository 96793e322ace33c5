namespace DynamoLab.Report.Pages;

/// <summary>Writes pages and charts; a reader sees the old one or the new one, never a half.</summary>
public static class ReportFiles
{
    /// <exception cref="ReportException">The disk does not take it.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var draft = path + ".new";
            File.WriteAllText(draft, text);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"{path} could not be written: {problem.Message}", problem);
        }
    }
}
