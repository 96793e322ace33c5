using System.Runtime.CompilerServices;
using DynamoLab.Driver.Screen;
using DynamoLab.Report;
using DynamoLab.Report.Runs;
using Spectre.Console;

namespace DynamoLab.Driver.Results;

/// <summary>The last thing a run leaves. That it cannot be drawn changes nothing about the run: it is told.</summary>
internal static class ReportPage
{
    // Not inlined: whoever calls this would load the drawing library when it is compiled, long before it draws.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task WriteAsync(ResultsFolder folder, IAnsiConsole console)
    {
        try
        {
            await RunReport.WriteAsync(folder.Path);
        }
        catch (ReportException problem)
        {
            console.Line($"note: no {RunReport.PageName}: {problem.Message}");
        }
    }
}
