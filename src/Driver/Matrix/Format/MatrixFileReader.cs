using System.Text.Json;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>
/// Reads a matrix file; <c>cluster/README.md</c> documents the format. Every error is one line that names the file, the
/// line, the field and what is accepted.
/// </summary>
internal sealed class MatrixFileReader
{
    public const int RepeatsMax = 1000;

    private const int FileBytesMax = 1 << 20;
    private const int NameCharactersMax = 40;

    private readonly string _path;
    private readonly MatrixSource _source;
    private readonly RunSettings _settings;

    private MatrixFileReader(string path, RunSettings settings)
    {
        _path = path;
        _source = new MatrixSource(path);
        _settings = settings;
    }

    /// <exception cref="CannotRunException">It cannot be read, or is wrong.</exception>
    public static MatrixFile Read(string path, RunSettings settings)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > FileBytesMax } large)
            {
                throw new CannotRunException($"{path} has {large.Length} bytes; accepted: at most {FileBytesMax}");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CannotRunException(
                $"{path} does not exist; accepted: a matrix file, such as cluster/matrix/seed.json", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {problem.Message}", problem);
        }

        return Parse(bytes, path, settings);
    }

    public static MatrixFile Parse(ReadOnlySpan<byte> bytes, string path, RunSettings settings) =>
        new MatrixFileReader(path, settings).Whole(LinedJson.Read(bytes, path));

    private MatrixFile Whole(LinedValue root)
    {
        _source.RequireObject(
            root, "", "name", "description", "repeats", "seed", "defaults", "quick", "rows");
        var file = new MatrixFile
        {
            Path = _path,
            Name = _source.Name(Required(root, "", "name", "a text"), "name", NameCharactersMax),
            Description = Description(root, ""),
            Repeats = MatrixSource.Find(root, "repeats") is { } repeats
                ? _source.Whole(repeats, "repeats", 1, RepeatsMax)
                : 1,
            Seed = MatrixSource.Find(root, "seed") is { } seed ? _source.Seed(seed, "seed") : null,
            Defaults = Settings(root, "", "defaults"),
            Quick = Settings(root, "", "quick"),
            Rows = Rows(Required(root, "", "rows", "a list of rows")),
        };
        return file;
    }

    private List<MatrixRow> Rows(LinedValue list)
    {
        if (list.Kind != JsonValueKind.Array || list.Items.Count == 0)
        {
            throw _source.Error(list.Line, "rows", $"{list.Shown} has no rows; accepted: a list of at least one row");
        }

        var rows = new List<MatrixRow>();
        foreach (var (i, item) in list.Items.Index())
        {
            var row = Row(item, $"rows[{i}]");
            if (rows.FirstOrDefault(other => other.Name == row.Name) is { } first)
            {
                throw _source.Error(
                    row.Line, $"{row.Field}.name", $"\"{row.Name}\" is the name of the row in line {first.Line} too");
            }

            rows.Add(row);
        }

        return rows;
    }

    private MatrixRow Row(LinedValue row, string field)
    {
        _source.RequireObject(row, field, "name", "description", "settings", "axes");
        var name = _source.Name(
            Required(row, field, "name", "a text"), MatrixSource.Join(field, "name"), NameCharactersMax);
        var settings = Settings(row, field, "settings");
        return new MatrixRow(name, Description(row, field), row.Line, field, settings, Axes(row, field, settings));
    }

    private List<Setting> Settings(LinedValue parent, string field, string name)
    {
        var place = MatrixSource.Join(field, name);
        if (MatrixSource.Find(parent, name) is not { } settings)
        {
            return [];
        }

        _source.RequireObject(settings, place);
        var list = new List<Setting>();
        foreach (var member in settings.Members)
        {
            var at = MatrixSource.Join(place, member.Name);
            var setting = SettingOf(NameOf(member, at), member.Value, at);
            if (list.FirstOrDefault(other => other.Name == setting.Name) is { } first)
            {
                throw _source.Error(member.Line, at, $"the same setting as in line {first.Line}, {first.Field}");
            }

            list.Add(setting);
        }

        return list;
    }

    private List<MatrixAxis> Axes(LinedValue row, string field, IReadOnlyList<Setting> settings)
    {
        var place = MatrixSource.Join(field, "axes");
        if (MatrixSource.Find(row, "axes") is not { } axes)
        {
            return [];
        }

        _source.RequireObject(axes, place);
        var list = new List<MatrixAxis>();
        foreach (var member in axes.Members)
        {
            var at = MatrixSource.Join(place, member.Name);
            var name = NameOf(member, at);
            if (list.Any(other => other.Name == name))
            {
                throw _source.Error(member.Line, at, "an axis of this row already");
            }

            if (settings.FirstOrDefault(setting => setting.Name == name) is { } fixedTo)
            {
                throw _source.Error(
                    member.Line, at, $"fixed to {fixedTo.Value} in line {fixedTo.Line}; accepted: one of the two");
            }

            list.Add(new MatrixAxis(name, Values(name, member.Value, at)));
        }

        return list;
    }

    private List<Setting> Values(string name, LinedValue axis, string at)
    {
        var values = new List<Setting>();
        foreach (var item in new AxisReader(_source).Read(axis, at))
        {
            var value = SettingOf(name, item, at);
            if (values.Any(other => other.Value == value.Value))
            {
                throw _source.Error(value.Line, at, $"{value.Value} stands in the list twice");
            }

            values.Add(value);
        }

        return values;
    }

    private string NameOf(LinedMember member, string at)
    {
        var (name, reason) = _settings.NameOf(member.Name);
        return name ?? throw _source.Error(member.Line, at, reason);
    }

    private Setting SettingOf(string name, LinedValue value, string at)
    {
        var (text, reason) = _settings.TextOf(name, value);
        return new Setting(name, text ?? throw _source.Error(value.Line, at, reason), value.Line, at);
    }

    private string Description(LinedValue parent, string field) =>
        MatrixSource.Find(parent, "description") is { } description
            ? _source.Text(description, MatrixSource.Join(field, "description"))
            : "";

    private LinedValue Required(LinedValue parent, string field, string name, string accepted) =>
        _source.Require(parent, field, name, accepted);
}
