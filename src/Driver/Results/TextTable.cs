using System.Text;

namespace DynamoLab.Driver.Results;

/// <summary>
/// A table in plain text, the same on the screen, in a log and in <c>summary.txt</c>: columns parted by two spaces,
/// the first one flush left, the others flush right.
/// </summary>
public sealed class TextTable(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [header];

    public void Add(params IReadOnlyList<string> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Count, header.Count);
        _rows.Add(row);
    }

    /// <summary>One line per row, the header first; no line ends in spaces.</summary>
    public IReadOnlyList<string> Lines()
    {
        var widths = new int[header.Count];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        return [.. _rows.Select(row => Line(row, widths))];
    }

    private static string Line(IReadOnlyList<string> row, int[] widths)
    {
        var line = new StringBuilder(row[0].PadRight(widths[0]));
        for (var i = 1; i < row.Count; i++)
        {
            line.Append("  ").Append(row[i].PadLeft(widths[i]));
        }

        return line.ToString().TrimEnd();
    }
}
