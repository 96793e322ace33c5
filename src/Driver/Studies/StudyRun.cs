using System.Globalization;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.Report.Studies;
using Spectre.Console;

namespace DynamoLab.Driver.Studies;

/// <summary>Carries a study out and leaves its files.</summary>
internal sealed class StudyRun(IAnsiConsole console, TimeProvider time, RunOrigin origin)
{
    /// <param name="study">What is asked.</param>
    /// <param name="seed">Null: drawn.</param>
    /// <param name="outputDir">Null: a new folder of results.</param>
    /// <param name="cancellation">Nothing is left behind then.</param>
    public async Task<int> RunAsync(
        IStudy study, ulong? seed, string? outputDir, CancellationToken cancellation)
    {
        var label = study.Command.Replace(" --", "-", StringComparison.Ordinal).Replace(' ', '-');
        var folder = ResultsFolder.Open(outputDir ?? origin.FolderOf(label), origin.StartedAt);
        var decided = seed ?? origin.DrawnSeed;
        console.Line(string.Create(
            CultureInfo.InvariantCulture, $"{study.Command}: {study.Parameters}, seed {decided}"));
        var startedAt = time.GetTimestamp();
        StudyResults results;
        try
        {
            results = study.Run(decided, line => Progress(startedAt, line), cancellation);
        }
        catch (OperationCanceledException)
        {
            Directory.Delete(folder.Path);
            throw;
        }

        var command = RepeatCommand.Of(origin, seed is null ? decided : null);
        foreach (var table in results.Tables)
        {
            folder.Write($"{table.Name}.csv", SmallCsv.Of(table.Columns, table.Rows));
            Show(table);
        }

        foreach (var finding in results.Findings)
        {
            console.Line($"- {finding}");
        }

        var commit = HostEnvironment.CommitOf(HostEnvironment.ShortOf(HostEnvironment.InformationalVersion));
        var provenance = string.Create(
            CultureInfo.InvariantCulture, $"{study.Origin}: {study.Parameters} · seed {decided} · commit {commit}");
        var page = await StudyReport.WriteAsync(
            results, new StudyOrigin(study.Name, provenance, command), folder.Path);
        console.Line();
        console.Line($"page: {page}");
        console.Line(command);
        return ExitCode.Done;
    }

    private void Progress(long startedAt, string line) => console.Line(string.Create(
        CultureInfo.InvariantCulture, $"{time.GetElapsedTime(startedAt).TotalSeconds,7:0.0} s  {line}"));

    private void Show(StudyTable table)
    {
        var text = new TextTable(table.Heads);
        foreach (var row in table.Rows)
        {
            text.Add(row);
        }

        console.Line();
        console.Line(table.Title);
        foreach (var line in text.Lines())
        {
            console.Line(line);
        }
    }
}
