using DynamoLab.Driver.Results;
using DynamoLab.History;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// <c>violations.txt</c>: every breach that is named, and behind it the whole history of its key as the tables of
/// operations have it. There only after a breach.
/// </summary>
internal static class ViolationFile
{
    public const string FileName = "violations.txt";

    /// <summary>Keys whose history is written out.</summary>
    private const int KeysMax = 20;

    private const int KeyColumn = 3;

    /// <returns>Whether there was anything to write.</returns>
    public static bool Write(ResultsFolder folder, Verdict verdict)
    {
        var violations = verdict.Reports.Where(report => report.Outcome == PromiseOutcome.Broken)
            .SelectMany(report => report.Violations.Select(violation => (report.Promise, Violation: violation)))
            .ToList();
        if (violations.Count == 0)
        {
            return false;
        }

        var keys = violations.Select(v => v.Violation.Key.ToString()).Distinct().Take(KeysMax).ToHashSet();
        var history = HistoryOf(keys, folder.LoadCsv, folder.WorkloadCsv);
        var lines = violations.Select(v => $"promise {v.Promise}: {v.Violation}").ToList();
        foreach (var key in keys)
        {
            lines.AddRange(["", $"history of {key}:", .. history.GetValueOrDefault(key) ?? []]);
        }

        folder.Write(FileName, string.Join('\n', lines) + "\n");
        return true;
    }

    private static Dictionary<string, List<string>> HistoryOf(HashSet<string> keys, params string[] tables)
    {
        var history = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in tables.Where(File.Exists).SelectMany(File.ReadLines))
        {
            var cells = line.Split(',', KeyColumn + 2);
            if (cells.Length > KeyColumn && keys.Contains(cells[KeyColumn]))
            {
                history.TryAdd(cells[KeyColumn], []);
                history[cells[KeyColumn]].Add(line);
            }
        }

        return history;
    }
}
