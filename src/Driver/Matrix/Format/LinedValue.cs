using System.Text.Json;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>A value of a JSON file that knows its line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Where it begins; the first line is 1.</param>
/// <param name="Text">Of a text its content, of a number its digits as written; otherwise empty.</param>
/// <param name="Members">Of an object, in the order of the file; otherwise empty.</param>
/// <param name="Items">Of a list; otherwise empty.</param>
internal sealed record LinedValue(
    JsonValueKind Kind,
    int Line,
    string Text,
    IReadOnlyList<LinedMember> Members,
    IReadOnlyList<LinedValue> Items)
{
    /// <summary>The value as an error names it.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.String => $"\"{Text}\"",
        JsonValueKind.Number => Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
