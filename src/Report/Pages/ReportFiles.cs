namespace DynamoLab.Report.Pages;

/// <summary>
/// Writes pages and charts; a reader sees the old one or the new one, never a half. The folder may come from somebody
/// else: no link in it is followed, and nothing that its files name leads out of it.
/// </summary>
internal static class ReportFiles
{
    /// <param name="folder">The folder of the results; made where it is not there.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="text">What to write.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="ReportException">The name is none of a file, or the disk does not take it.</exception>
    public static string Write(string folder, string name, string text)
    {
        if (Path.GetFileName(name) != name)
        {
            throw new ReportException($"'{name}' is no name of a file in {folder}");
        }

        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            var draft = path + ".new";
            File.Delete(draft);
            using (var file = new StreamWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write)))
            {
                file.Write(text);
            }

            File.Move(draft, path, overwrite: true);
            return path;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"{path} could not be written: {problem.Message}", problem);
        }
    }

    /// <summary>Writes a chart into the folder of charts.</summary>
    /// <inheritdoc cref="Write"/>
    public static string WriteChart(string folder, string name, string svg)
    {
        var charts = new DirectoryInfo(Path.Combine(folder, Charts.SvgFile.FolderName));
        return charts.LinkTarget is null
            ? Write(charts.FullName, $"{name}.svg", svg)
            : throw new ReportException($"{charts.FullName} is a link to {charts.LinkTarget}; accepted: a folder");
    }
}
