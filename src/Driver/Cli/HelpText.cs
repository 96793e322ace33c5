using System.CommandLine;
using System.Text;

namespace DynamoLab.Driver.Cli;

/// <summary>The help text of a command: usage, what it does, its options in groups, and examples.</summary>
internal static class HelpText
{
    private const int NameColumn = 38;
    private const int Width = 118;

    public static string Of(Command command)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Usage: {ParseErrors.Usage(command)}{(command.Subcommands.Count > 0 ? " <command>" : "")} [options]");
        text.AppendLine().AppendLine(command.Description);
        Section(text, "Commands", command.Subcommands.Select(c => (c.Name, FirstSentence(c))));
        Section(text, "Arguments", command.Arguments.Select(a => (a.Name, a.Description ?? "")));
        var lab = command as LabCommand;
        foreach (var group in lab?.Groups ?? [])
        {
            Section(text, group.Title, group.Options.Select(o => (NamesOf(o), o.Description ?? "")));
        }

        if (lab is { Examples.Count: > 0 })
        {
            text.AppendLine().AppendLine("Examples:");
            foreach (var example in lab.Examples)
            {
                text.AppendLine($"  dynamolab {example}");
            }
        }

        text.AppendLine().AppendLine("Every option may also be spelled with dashes: --failure-mode is --failure_mode.");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Left, string Right)> rows)
    {
        var isFirst = true;
        foreach (var (left, right) in rows)
        {
            if (isFirst)
            {
                text.AppendLine().AppendLine($"{title}:");
                isFirst = false;
            }

            Row(text, left, right);
        }
    }

    /// <summary>A left part that is too long for its column pushes the description to the next line.</summary>
    private static void Row(StringBuilder text, string left, string right)
    {
        var start = $"  {left}";
        if (start.Length >= NameColumn)
        {
            text.AppendLine(start);
            start = "";
        }

        foreach (var line in Wrapped(right, Width - NameColumn))
        {
            text.AppendLine(start.PadRight(NameColumn) + line);
            start = "";
        }
    }

    private static IEnumerable<string> Wrapped(string words, int width)
    {
        var line = "";
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    private static string FirstSentence(Command command)
    {
        var text = (command.Description ?? "").ReplaceLineEndings(" ");
        var end = text.IndexOfAny([':', '.', ';']);
        return end < 0 ? text : text[..end];
    }

    /// <summary>All names but the kebab-case twins, and the value.</summary>
    private static string NamesOf(Option option)
    {
        var all = option.Aliases.Prepend(option.Name).ToList();
        var names = all.Where(name => !all.Any(other => other != name && Spelling.IsTwin(name, other)));
        return string.Join(", ", names) + (option.HelpName is { } value ? $" {value}" : "");
    }
}
