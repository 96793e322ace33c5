using System.Globalization;
using System.Text.Json;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>Takes values out of a matrix file, or says in which line and field they are wrong.</summary>
internal sealed class MatrixSource(string file)
{
    public CannotRunException Error(int line, string field, string message) =>
        new($"{file}, line {line}: {field}: {message}");

    /// <exception cref="CannotRunException">It is none, or has a member that is not known.</exception>
    public void RequireObject(LinedValue value, string field, params string[] known)
    {
        if (value.Kind != JsonValueKind.Object)
        {
            var accepted = known.Length > 0 ? string.Join(", ", known) : "settings of a run, name by name";
            throw Error(
                value.Line, field.Length == 0 ? "matrix" : field,
                $"{value.Shown} is not an object; accepted: one with {accepted}");
        }

        if (known.Length > 0 && value.Members.FirstOrDefault(m => !known.Contains(m.Name)) is { } unknown)
        {
            throw Error(
                unknown.Line, Join(field, unknown.Name), $"unknown field; accepted: {string.Join(", ", known)}");
        }
    }

    public static LinedValue? Find(LinedValue value, string name) =>
        value.Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>The member, which must be there.</summary>
    public LinedValue Require(LinedValue value, string field, string name, string accepted) =>
        Find(value, name) ?? throw Error(value.Line, Join(field, name), $"is missing; accepted: {accepted}");

    public string Text(LinedValue value, string field) => value.Kind == JsonValueKind.String
        ? value.Text
        : throw Error(value.Line, field, $"{value.Shown} is not a text");

    /// <summary>A text that may be part of a folder's name.</summary>
    public string Name(LinedValue value, string field, int charactersMax)
    {
        var name = Text(value, field);
        return name.Length >= 1 && name.Length <= charactersMax && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? name
            : throw Error(
                value.Line, field,
                $"\"{name}\" is not a name; accepted: 1 to {charactersMax} letters, digits, '.', '_' or '-', "
                + "a letter or digit first");
    }

    public int Whole(LinedValue value, string field, int least, int most) =>
        value.Kind == JsonValueKind.Number
        && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw Error(value.Line, field, $"{value.Shown} is not a whole number from {least} to {most}");

    public ulong Seed(LinedValue value, string field) =>
        value.Kind == JsonValueKind.Number
        && ulong.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(value.Line, field, $"{value.Shown} is not a whole number from 0 to 2^64 - 1");

    public static string Join(string field, string name) => field.Length == 0 ? name : $"{field}.{name}";
}
