using DynamoLab.Report.Charts;
using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Matrix;

/// <summary>The page of a matrix and its charts, written into the matrix's folder.</summary>
public static class MatrixReport
{
    public const string PageName = "matrix.html";

    /// <summary>Writes both anew.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="ReportException">The folder is not one of a matrix, or cannot be written to.</exception>
    public static async Task<string> WriteAsync(string folder)
    {
        var matrix = MatrixResults.Read(folder);
        var page = await HtmlRendering.OfAsync<MatrixPage>(
            new Dictionary<string, object?> { [nameof(MatrixPage.Matrix)] = matrix });
        var views = ViewsOf(matrix);
        await SvgFile.WriteAllAsync(
            matrix.Path, new MatrixOverview(matrix, views).AgainstConcurrency(), MatrixProvenance.Of(matrix.Cells));
        foreach (var view in views)
        {
            await SvgFile.WriteAllAsync(matrix.Path, ChartsOf(matrix, view), MatrixProvenance.Of(view.Cells));
        }

        return ReportFiles.Write(matrix.Path, PageName, page);
    }

    internal static IReadOnlyList<RowView> ViewsOf(MatrixResults matrix) =>
        [.. matrix.Rows.Select(row => new RowView(row, matrix.Cells))];

    internal static IEnumerable<Chart> ChartsOf(MatrixResults matrix, RowView view)
    {
        var charts = new RowCharts(matrix, view);
        return view.IsGrid || view.Cells.Count == 0
            ? []
            : [.. view.Along is not null ? charts.Along() : charts.Columns(), .. charts.Loads(), .. charts.Growth()];
    }
}
