using DynamoLab.Report.Charts;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Comparisons;

/// <summary>Runs to be compared, each with a name of its own that is as short as it can be.</summary>
public sealed class RunSet
{
    /// <summary>More could not be told apart by colour.</summary>
    public const int RunsMax = Palette.Count;

    private RunSet(IReadOnlyList<RunFolder> runs)
    {
        Runs = runs;
        Names = NamesOf(runs);
    }

    public IReadOnlyList<RunFolder> Runs { get; }

    /// <summary>In the order of the runs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <exception cref="ReportException">One of them is not a run, is given twice, or they are too many.</exception>
    public static RunSet Read(IReadOnlyList<string> folders)
    {
        if (folders.Count is < 2 or > RunsMax)
        {
            throw new ReportException($"{folders.Count} folders cannot be compared; accepted: 2 to {RunsMax}");
        }

        var runs = folders.Select(RunFolder.Read).ToArray();
        var twice = runs.GroupBy(r => r.Path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new RunSet(runs)
            : throw new ReportException($"{twice.Key} is given more than once");
    }

    /// <summary>What holds for all of them, and then what each has of its own.</summary>
    public string Provenance()
    {
        var parts = Runs.Select(run => PartsOf(run)).ToArray();
        var common = parts[0].Where(part => parts.All(p => p.Contains(part))).ToArray();
        var own = Names.Zip(parts, (name, all) => (name, Text: string.Join(", ", all.Except(common))));
        return string.Join(" · ", common.Concat(own.Where(o => o.Text.Length > 0).Select(o => $"{o.name}: {o.Text}")));
    }

    private static string[] PartsOf(RunFolder run) => Report.Runs.Provenance.Of(run).Split(" · ");

    private static IReadOnlyList<string> NamesOf(IReadOnlyList<RunFolder> runs)
    {
        Func<RunFolder, string>[] choices = [r => r.Config.Parameter("label") ?? r.Name, r => r.Name, r => r.Path];
        return choices.Select(choice => runs.Select(choice).ToArray())
            .First(names => names.Distinct(StringComparer.Ordinal).Count() == names.Length);
    }
}
