using DynamoLab.Report.Charts;
using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Studies;

/// <summary>The page of a study and its charts, written into the study's folder.</summary>
public static class StudyReport
{
    /// <returns>The page's path.</returns>
    /// <exception cref="ReportException">The folder cannot be written to.</exception>
    public static async Task<string> WriteAsync(StudyResults results, StudyOrigin origin, string folder)
    {
        var page = await HtmlRendering.OfAsync<StudyPage>(new Dictionary<string, object?>
        {
            [nameof(StudyPage.Results)] = results,
            [nameof(StudyPage.Origin)] = origin,
        });
        await SvgFile.WriteAllAsync(folder, results.Charts, origin.Provenance);
        return ReportFiles.Write(folder, $"{origin.Name}.html", page);
    }
}
