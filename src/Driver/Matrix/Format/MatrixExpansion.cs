using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>Makes the cells of a matrix, and refuses it when one of them could not be run.</summary>
/// <param name="origin">Only names the program; no cell takes anything else from it.</param>
internal sealed class MatrixExpansion(MatrixFile file, RunSettings settings, bool isQuick, RunOrigin origin)
{
    public const int CellsMax = 10_000;

    private const int NameCharactersMax = 100;

    private readonly MatrixSource _source = new(file.Path);

    /// <summary>In the order of the file; the last axis of a row varies fastest.</summary>
    /// <exception cref="CannotRunException">A cell is impossible: file, line, field and what is accepted.</exception>
    public IReadOnlyList<MatrixCell> Cells()
    {
        var cells = new List<MatrixCell>();
        foreach (var row in file.Rows)
        {
            var count = row.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
            if (cells.Count + count > CellsMax)
            {
                throw _source.Error(
                    row.Line, row.Field,
                    $"brings the matrix to {cells.Count + count} cells; accepted: at most {CellsMax}");
            }

            cells.AddRange(Combinations(row.Axes).Select(values => Cell(row, values)));
        }

        return cells;
    }

    private static IEnumerable<IReadOnlyList<Setting>> Combinations(IReadOnlyList<MatrixAxis> axes) =>
        axes.Aggregate<MatrixAxis, IEnumerable<IReadOnlyList<Setting>>>(
            [[]], (before, axis) => before.SelectMany(values => axis.Values.Select(
                value => (IReadOnlyList<Setting>)[.. values, value])));

    private MatrixCell Cell(MatrixRow row, IReadOnlyList<Setting> values)
    {
        var name = string.Join('-', values.Select(value => $"{value.Name}={Harmless(value.Value)}").Prepend(row.Name));
        var set = new Dictionary<string, Setting>(StringComparer.Ordinal);
        Put(set, file.Defaults);
        Put(set, row.Settings);
        Put(set, values);
        if (isQuick)
        {
            Put(set, QuickSettings.For(Bind(set.Values)).Select(
                s => set.TryGetValue(s.Name, out var slow)
                    ? slow with { Value = s.Value }
                    : new Setting(s.Name, s.Value, row.Line, row.Field)));
            Put(set, file.Quick);
            Put(set, values);
        }

        if (set.GetValueOrDefault("background_exchange")?.Value == "off")
        {
            // What is switched off has no interval; given with it, as a default of all cells, it would contradict.
            set.Remove("anti_entropy_interval_ms");
        }

        var options = Bind(set.Values) with { Label = name };
        Check(row, name, set, options);
        return new MatrixCell
        {
            Name = name,
            Row = row.Name,
            Axes = [.. values.Select(value => (value.Name, value.Value))],
            Settings = [.. Pairs(set.Values).Order()],
            Options = options,
        };
    }

    private void Check(MatrixRow row, string name, Dictionary<string, Setting> set, ExperimentOptions options)
    {
        if (name.Length > NameCharactersMax)
        {
            throw _source.Error(
                row.Line, row.Field,
                $"the cell name {name} has {name.Length} characters; accepted: at most {NameCharactersMax}");
        }

        if (options.Nodes is null)
        {
            throw _source.Error(
                row.Line, MatrixSource.Join(row.Field, "settings.nodes"),
                "is missing, here and in defaults; accepted: how many nodes a cell's cluster has");
        }

        var conflict = settings.Conflict(Pairs(set.Values));
        if ((conflict ?? ExperimentValidation.Errors(options).FirstOrDefault()) is { } error)
        {
            var option = error.Split(' ', 2)[0].TrimStart('-');
            var (line, field) = set.TryGetValue(option, out var setting)
                ? (setting.Line, setting.Field)
                : (row.Line, row.Field);
            throw _source.Error(line, field, $"cell {name} is impossible: {RunSettings.Plain(error)}");
        }
    }

    private ExperimentOptions Bind(IEnumerable<Setting> set) => settings.Bind(
        Pairs(set).Append(("label", "cell")).Append(("output_dir", "cell")).Append(("seed", "0")), origin);

    private static IEnumerable<(string Name, string Value)> Pairs(IEnumerable<Setting> set) =>
        set.Select(setting => (setting.Name, setting.Value));

    private static void Put(Dictionary<string, Setting> set, IEnumerable<Setting> added)
    {
        foreach (var setting in added)
        {
            set[setting.Name] = setting;
        }
    }

    /// <summary>What may stand in a folder's name is kept.</summary>
    private static string Harmless(string value) => string.Concat(
        value.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' ? c : '_'));
}
