namespace DynamoLab.Driver.Cli;

/// <summary>
/// The command line that repeats a run. The folder of the results is left out: that one is taken now.
/// </summary>
internal static class RepeatCommand
{
    private static readonly string[] OutputDir = Spelling.Of("output_dir");

    /// <param name="drawnSeed">The seed to add; null where the arguments name one.</param>
    public static string Of(RunOrigin origin, ulong? drawnSeed)
    {
        IEnumerable<string> words = [origin.Program, .. WithoutFolder(origin.Arguments).Select(Quoted)];
        return string.Join(' ', drawnSeed is { } seed ? words.Append($"--seed {seed}") : words);
    }

    private static IEnumerable<string> WithoutFolder(IReadOnlyList<string> arguments) => arguments.Where((word, i) =>
        !OutputDir.Contains(word)
        && !OutputDir.Any(name => word.StartsWith($"{name}=", StringComparison.Ordinal))
        && (i == 0 || !OutputDir.Contains(arguments[i - 1])));

    /// <summary>The word as a POSIX shell has to see it.</summary>
    public static string Quoted(string word) =>
        word.Length > 0
            && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
