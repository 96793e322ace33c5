namespace DynamoLab.Replica.Tests.Lab;

/// <summary>
/// A script with its expected output, after etcd raft's <c>testdata</c>: commands, a line of <c>----</c>, the output, a
/// blank line. Lines that begin with <c>#</c> are for the reader.
/// </summary>
internal static class ScenarioFile
{
    private const string Separator = "----";

    /// <summary>The same script with the output that the runner gives now.</summary>
    public static string Run(string text, Func<string, string> runCommand)
    {
        var result = new List<string>();
        var commands = new List<string>();
        var isOutput = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (isOutput)
            {
                isOutput = line.Length > 0;
            }
            else if (line == Separator)
            {
                result.Add(Separator);
                result.AddRange(commands.SelectMany(c => Lines(runCommand(c))));
                commands.Clear();
                isOutput = true;
                continue;
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                commands.Add(line);
            }

            if (!isOutput)
            {
                result.Add(line);
            }
        }

        return string.Join('\n', result);
    }

    private static string[] Lines(string output) =>
        output.TrimEnd('\n') is { Length: > 0 } some ? some.Split('\n') : [];
}
