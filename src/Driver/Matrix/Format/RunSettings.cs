using System.CommandLine;
using System.Text.Json;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>
/// What a matrix may set: the options of <c>run</c> under their names, parsed by the parser of <c>run</c> itself, so
/// that an option it learns is one that every matrix knows.
/// </summary>
internal sealed class RunSettings
{
    /// <summary>What the matrix decides for its cells, and what would be another cluster than its own.</summary>
    private static readonly string[] NotForCells =
    [
        "cluster_procs", "cluster_secret_file", "data_dir", "output_dir", "label", "seed", "node_binary", "key_prefix",
        "tls_cert", "tls_key", "tls_ca",
    ];

    private static readonly ParserConfiguration Parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    private readonly ExperimentOptionSet _options = new();
    private readonly LabCommand _command;
    private readonly Dictionary<string, Option> _byName = new(StringComparer.Ordinal);

    public RunSettings()
    {
        _command = new LabCommand("cell", "One cell of a matrix.", _options.Groups);
        foreach (var option in _command.Options)
        {
            foreach (var name in option.Aliases.Prepend(option.Name).Select(Bare).Where(n => !n.Contains('-')))
            {
                _byName[name] = option;
            }
        }
    }

    /// <summary>The first spelling of a setting's name.</summary>
    /// <returns>Null when no cell can be given it; then the reason.</returns>
    public (string? Name, string Reason) NameOf(string written)
    {
        if (!_byName.TryGetValue(written, out var option))
        {
            var nearest = NearestName.Of(written, _byName.Keys);
            return (null, nearest is null
                ? $"unknown setting; accepted: {string.Join(", ", Accepted)}"
                : $"unknown setting; did you mean {nearest}?");
        }

        var name = Bare(option.Name);
        return NotForCells.Contains(name)
            ? (null, $"not for a cell: the matrix decides it; accepted: {string.Join(", ", Accepted)}")
            : (name, "");
    }

    /// <summary>The value as on a command line.</summary>
    /// <returns>Null when the option does not take it; then what it does take.</returns>
    public (string? Text, string Reason) TextOf(string name, LinedValue value)
    {
        var isSwitch = _byName[name].ValueType == typeof(bool);
        var isTruth = value.Kind is JsonValueKind.True or JsonValueKind.False;
        if (isSwitch != isTruth || value.Kind is JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object)
        {
            return (null, $"{value.Shown} is not {(isSwitch ? "true or false" : Expected(name))}");
        }

        if (isSwitch)
        {
            return (value.Kind == JsonValueKind.True ? "true" : "false", "");
        }

        return value.Text.Length > 0 && ParseErrors.First(Parse([(name, value.Text)])) is not { } error
            ? (value.Text, "")
            : (null, value.Text.Length == 0 ? $"\"\" is not {Expected(name)}" : Plain(ErrorOf(name, value.Text)));
    }

    /// <summary>A whole run; what is not set has the option's default.</summary>
    public ExperimentOptions Bind(IEnumerable<(string Name, string Value)> settings, RunOrigin origin) =>
        _options.Bind(Parse([.. settings]), origin);

    /// <summary>Settings that contradict each other, in a line; null when none do.</summary>
    public string? Conflict(IEnumerable<(string Name, string Value)> settings) =>
        _options.Settings.Conflict(Parse([.. settings]));

    /// <summary>The words of a command line that say the same.</summary>
    public static IEnumerable<string> Words(IEnumerable<(string Name, string Value)> settings) =>
        settings.SelectMany(setting => setting.Value switch
        {
            "true" => [$"--{setting.Name}"],
            "false" => (string[])[],
            _ => [$"--{setting.Name}", setting.Value],
        });

    /// <summary>An error of the command line without the dashes that no matrix file has.</summary>
    public static string Plain(string error) => error.Replace("--", "", StringComparison.Ordinal);

    private IEnumerable<string> Accepted =>
        _command.Options.Select(option => Bare(option.Name)).Where(name => !NotForCells.Contains(name));

    private ParseResult Parse(IReadOnlyList<(string Name, string Value)> settings) => _command.Parse(
        [.. settings.Where(s => s.Value != "false").Select(s => s.Value == "true"
            ? $"--{s.Name}"
            : $"--{s.Name}={s.Value}")],
        Parsing);

    private string ErrorOf(string name, string text) => ParseErrors.First(Parse([(name, text)])) ?? "";

    private string Expected(string name) =>
        ErrorOf(name, "\u2400").Split(" is not ", 2) is [_, var expected] ? expected : "a text";

    private static string Bare(string name) => name.TrimStart('-');
}
