using System.Text;
using System.Text.Json;

namespace DynamoLab.Driver.Matrix.Format;

/// <summary>
/// Reads JSON with the line of every value, which the readers of the platform do not keep. Comments are allowed; a
/// name may stand only once in its object.
/// </summary>
internal ref struct LinedJson
{
    private const byte NewLine = (byte)'\n';

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _file;
    private Utf8JsonReader _reader;
    private int _line;
    private long _counted;

    private LinedJson(ReadOnlySpan<byte> bytes, string file)
    {
        _bytes = bytes;
        _file = file;
        _reader = new Utf8JsonReader(bytes, Options);
        _line = 1;
    }

    /// <param name="bytes">UTF-8, with or without a mark in front.</param>
    /// <param name="file">As errors name it.</param>
    /// <exception cref="CannotRunException">It is not JSON; the line is told.</exception>
    public static LinedValue Read(ReadOnlySpan<byte> bytes, string file)
    {
        var mark = Encoding.UTF8.Preamble;
        var json = new LinedJson(bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes, file);
        try
        {
            json.Advance();
            var value = json.Value();
            return json._reader.Read() ? throw json.Error("more follows the end of the object") : value;
        }
        catch (InvalidOperationException problem)
        {
            // What the reader says of bytes or escapes that are no characters.
            throw new CannotRunException($"{file}, line {json.Line()}: a text that is no Unicode", problem);
        }
        catch (JsonException problem)
        {
            var what = problem.Message.Split(" LineNumber:")[0];
            throw new CannotRunException(
                $"{file}, line {(problem.LineNumber ?? 0) + 1}: this is not JSON: {what}", problem);
        }
    }

    private void Advance() => _reader.Read();

    /// <summary>The value the reader stands on; afterwards it stands on its last token.</summary>
    private LinedValue Value()
    {
        var line = Line();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => new LinedValue(JsonValueKind.Object, line, "", Members(), []),
            JsonTokenType.StartArray => new LinedValue(JsonValueKind.Array, line, "", [], Items()),
            JsonTokenType.String => Scalar(JsonValueKind.String, line, _reader.GetString() ?? ""),
            JsonTokenType.Number => Scalar(JsonValueKind.Number, line, Encoding.UTF8.GetString(_reader.ValueSpan)),
            JsonTokenType.True => Scalar(JsonValueKind.True, line, ""),
            JsonTokenType.False => Scalar(JsonValueKind.False, line, ""),
            _ => Scalar(JsonValueKind.Null, line, ""),
        };
    }

    private static LinedValue Scalar(JsonValueKind kind, int line, string text) => new(kind, line, text, [], []);

    private List<LinedMember> Members()
    {
        var members = new List<LinedMember>();
        for (Advance(); _reader.TokenType != JsonTokenType.EndObject; Advance())
        {
            var name = _reader.GetString() ?? "";
            var line = Line();
            if (members.FirstOrDefault(m => m.Name == name) is { } first)
            {
                throw Error($"\"{name}\" stands in line {first.Line} already");
            }

            Advance();
            members.Add(new LinedMember(name, line, Value()));
        }

        return members;
    }

    private List<LinedValue> Items()
    {
        var items = new List<LinedValue>();
        for (Advance(); _reader.TokenType != JsonTokenType.EndArray; Advance())
        {
            items.Add(Value());
        }

        return items;
    }

    /// <summary>The line of the current token; tokens come in order, so every byte is looked at once.</summary>
    private int Line()
    {
        var at = _reader.TokenStartIndex;
        _line += _bytes[(int)_counted..(int)at].Count(NewLine);
        _counted = at;
        return _line;
    }

    private CannotRunException Error(string message) => new($"{_file}, line {Line()}: {message}");
}
