using DynamoLab.Report.Charts;
using DynamoLab.Report.Pages;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Comparisons;

/// <summary>The page of several runs and its charts, in a folder of its own.</summary>
public static class ComparisonReport
{
    /// <summary>Writes both anew.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="ReportException">The output is the folder of a run, or cannot be written to.</exception>
    public static async Task<string> WriteAsync(RunSet set, string outputFolder)
    {
        if (File.Exists(Path.Combine(outputFolder, RunFolder.MetricsName)))
        {
            throw new ReportException($"{outputFolder} is the folder of a run; a comparison would replace its page");
        }

        var page = await HtmlRendering.OfAsync<ComparisonPage>(
            new Dictionary<string, object?> { [nameof(ComparisonPage.Set)] = set });
        await SvgFile.WriteAllAsync(outputFolder, new ComparisonCharts(set).All(), set.Provenance());
        return ReportFiles.Write(Path.GetFullPath(outputFolder), RunReport.PageName, page);
    }
}
