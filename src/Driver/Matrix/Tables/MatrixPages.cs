using System.Runtime.CompilerServices;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.Driver.Screen;
using DynamoLab.Report;
using DynamoLab.Report.Matrix;
using Spectre.Console;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>The page of a matrix. That it cannot be drawn changes nothing about the matrix: it is only told.</summary>
internal static class MatrixPages
{
    // Not inlined: whoever calls this would load the drawing library when it is compiled, long before it draws.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task WriteAsync(MatrixFolder folder, IAnsiConsole console)
    {
        if (!File.Exists(folder.PathOf(MatrixCsv.FileName)))
        {
            return;
        }

        try
        {
            await MatrixReport.WriteAsync(folder.Path);
        }
        catch (ReportException problem)
        {
            console.Line($"note: no {MatrixReport.PageName}: {problem.Message}");
        }
    }
}
