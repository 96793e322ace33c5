using System.Text;

namespace DynamoLab.Report.Matrix;

/// <summary>
/// Reads a table of comma-separated values, quoted where they need it (RFC 4180), its first row the names.
/// </summary>
internal static class CsvTable
{
    /// <summary>
    /// By row, the fields by name; rows that are too short lack fields, and of several of a name the first one counts.
    /// </summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var rows = Rows(text).ToList();
        return rows.Count == 0
            ? []
            : [.. rows.Skip(1).Select(row => rows[0].Zip(row).DistinctBy(f => f.First)
                .ToDictionary(f => f.First, f => f.Second))];
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                row.Add(Take(field));
            }
            else if (c == '\n' && !isQuoted)
            {
                row.Add(Take(field));
                yield return row;
                row = [];
            }
            else if (c != '\r' || isQuoted)
            {
                field.Append(c);
            }
        }
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
