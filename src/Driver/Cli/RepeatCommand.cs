namespace DynamoLab.Driver.Cli;

/// <summary>The command line that repeats a run.</summary>
internal static class RepeatCommand
{
    /// <param name="drawnSeed">The seed to add; null where the arguments name one.</param>
    public static string Of(RunOrigin origin, ulong? drawnSeed)
    {
        IEnumerable<string> words = [origin.Program, .. origin.Arguments.Select(Quoted)];
        return string.Join(' ', drawnSeed is { } seed ? words.Append($"--seed {seed}") : words);
    }

    /// <summary>The word as a POSIX shell has to see it.</summary>
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
