namespace DynamoLab.Driver.Cli;

/// <summary>
/// The words an option accepts and what they mean. The first word of a meaning is the one that is written; any
/// later one is only read. Case does not matter, nor whether words are joined by '_' or '-'.
/// </summary>
internal sealed class Choice<T>(params (string Word, T Meaning)[] words)
    where T : struct
{
    /// <summary>Every word, as an error or a help text lists them.</summary>
    public string Accepted => string.Join(", ", words.Select(w => w.Word));

    /// <summary>The words that are written, parted by bars.</summary>
    public string Usage => string.Join('|', words.DistinctBy(w => w.Meaning).Select(w => w.Word));

    public bool TryParse(string text, out T meaning)
    {
        foreach (var (word, candidate) in words)
        {
            if (string.Equals(word, text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase))
            {
                meaning = candidate;
                return true;
            }
        }

        meaning = default;
        return false;
    }

    public string WordOf(T meaning) =>
        words.First(w => EqualityComparer<T>.Default.Equals(w.Meaning, meaning)).Word;
}
