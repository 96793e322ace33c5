using System.IO.Enumeration;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.Driver.Matrix.Tables;
using DynamoLab.Driver.Screen;
using DynamoLab.Report.Matrix;
using Spectre.Console;

namespace DynamoLab.Driver.Matrix;

/// <summary>
/// A matrix from its file to its table. Everything that can be wrong with it is found before a folder is made or a
/// process spawned.
/// </summary>
internal sealed class MatrixJob(MatrixOptions options, IAnsiConsole console, RunOrigin origin)
{
    /// <summary>Gives the nodes, for tests; null: processes.</summary>
    public Func<MatrixFolder, IMatrixNodes>? Nodes { get; init; }

    /// <returns>0 all promises held in all cells, 1 one was broken, 2 a cell could not be run.</returns>
    /// <exception cref="CannotRunException">The matrix cannot be run, or was interrupted.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var settings = new RunSettings();
        var file = MatrixFileReader.Read(options.File, settings);
        var cells = new MatrixExpansion(file, settings, options.IsQuick, origin).Cells();
        var runs = MatrixPlan.Of(Chosen(cells), options.Repeats ?? file.Repeats);
        if (options.IsListOnly)
        {
            MatrixListing.Show(console, file, runs, options.IsQuick);
            return ExitCode.Done;
        }

        if (Nodes is null)
        {
            foreach (var host in runs.Select(run => run.Cell.Options.Cluster.Host).Distinct())
            {
                NodeProgram.Find(options.NodeBinary, host);
            }
        }

        var path = options.OutputDir ?? origin.FolderOf($"matrix-{file.Name}{(options.IsQuick ? "-quick" : "")}");
        var begun = MatrixFolder.Find(path);
        if (begun is not null)
        {
            Resumption.Check(begun, file.Name, cells, options.IsQuick, options.Seed, path);
        }

        using var folder = MatrixFolder.Take(path);
        var record = Record(file, cells, begun, runs.Max(run => run.Repeat));
        folder.Write(record);
        return await RunAsync(folder, record, cells, runs, cancellation);
    }

    private async Task<int> RunAsync(
        MatrixFolder folder,
        MatrixRecord record,
        IReadOnlyList<MatrixCell> cells,
        IReadOnlyList<CellRun> runs,
        CancellationToken cancellation)
    {
        var known = new MatrixRuns(folder);
        known.Load(MatrixPlan.Of(cells, record.Repeats));
        var view = new MatrixView(console);
        Banner(record, folder);
        var nodes = Nodes?.Invoke(folder) ?? new MatrixClusters(folder, options.NodeBinary, record.Seed);
        try
        {
            await new MatrixRunner(folder, record, nodes, view, origin)
            {
                Ended = (run, outcome) =>
                {
                    view.CellEnded(outcome, known.Add(run, outcome));
                    folder.Write(MatrixCsv.FileName, MatrixCsv.Of(record, cells, known));
                },
            }.RunAsync(runs, cancellation);
        }
        catch (OperationCanceledException problem) when (cancellation.IsCancellationRequested)
        {
            var finished = runs.Count(run => folder.OutcomeOf(run) is { IsFinished: true });
            await MatrixPages.WriteAsync(folder, console);
            throw new CannotRunException(
                $"interrupted: {finished} of {runs.Count} runs are finished and kept; "
                + $"this goes on with the rest: {ResumeCommand(folder)}",
                problem);
        }
        finally
        {
            await ((nodes as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        folder.Write(MatrixCsv.FileName, MatrixCsv.Of(record, cells, known));
        await MatrixPages.WriteAsync(folder, console);
        return Conclude(folder, runs);
    }

    private IReadOnlyList<MatrixCell> Chosen(IReadOnlyList<MatrixCell> cells)
    {
        if (options.Only is not { } pattern)
        {
            return cells;
        }

        var chosen = cells.Where(cell => cell.Row == pattern
            || FileSystemName.MatchesSimpleExpression(pattern, cell.Name, ignoreCase: false)).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new CannotRunException(
                $"--only {pattern} matches no cell; accepted: a row "
                + $"({string.Join(", ", cells.Select(c => c.Row).Distinct())}), "
                + "or a cell's name with * for anything; --list shows them");
    }

    private MatrixRecord Record(
        MatrixFile file, IReadOnlyList<MatrixCell> cells, MatrixRecord? begun, int repeats)
    {
        var all = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(
            begun?.Cells.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            all[cell.Name] = cell.Settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        }

        var seed = begun?.Seed ?? options.Seed ?? file.Seed ?? origin.DrawnSeed;
        return new MatrixRecord
        {
            Name = file.Name,
            Description = file.Description,
            Quick = options.IsQuick,
            Seed = seed,
            Repeats = Math.Max(begun?.Repeats ?? 1, repeats),
            Command = begun?.Command ?? RepeatCommand.Of(origin, (options.Seed ?? file.Seed) is null ? seed : null),
            Rows =
            [
                .. file.Rows.Select(row => new RowRecord(
                    row.Name, row.Description, [.. row.Axes.Select(axis => axis.Name)])),
            ],
            Cells = all,
        };
    }

    private void Banner(MatrixRecord record, MatrixFolder folder)
    {
        console.Line(Results.ExperimentConfig.Title);
        console.Line($"  matrix={record.Name}  seed={record.Seed}  quick={(record.Quick ? "on" : "off")}");
        if (record.Quick)
        {
            console.Line("  quick: every cell is cut to seconds and few keys; its figures are no measurements");
        }

        console.Line($"  results: {folder.Path}");
        console.Line($"  {ResumeCommand(folder)}");
        console.Line();
    }

    private int Conclude(MatrixFolder folder, IReadOnlyList<CellRun> runs)
    {
        var outcomes = runs.Select(folder.OutcomeOf).OfType<CellOutcome>().ToList();
        var failed = outcomes.Count(outcome => !outcome.IsFinished);
        var broken = outcomes.Count(outcome => outcome.ExitCode == ExitCode.Broken);
        var unknown = outcomes.Count(outcome => outcome is { IsFinished: true, ExitCode: ExitCode.CannotRun });
        console.Line();
        console.Line(
            $"{outcomes.Count - failed} of {runs.Count} runs finished, {failed} could not be run; "
            + $"{broken} broke a promise, {unknown} ended unknown");
        console.Line($"table: {folder.PathOf(MatrixCsv.FileName)}");
        console.Line($"page: {folder.PathOf(MatrixReport.PageName)}");
        console.Line(ResumeCommand(folder));
        return broken > 0 ? ExitCode.Broken : failed + unknown > 0 ? ExitCode.CannotRun : ExitCode.Done;
    }

    /// <summary>The command as it was given, with the folder, so that it takes up what is there.</summary>
    private string ResumeCommand(MatrixFolder folder) =>
        $"{RepeatCommand.Of(origin, null)} --output_dir {RepeatCommand.Quoted(folder.Path)}";
}
