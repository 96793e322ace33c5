using System.Globalization;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// A node's notes on what a power failure would leave; the node's <c>PowerFailureDisk</c> says what is in it.
/// </summary>
internal sealed class PowerJournal
{
    private const string FileName = "journal";

    private readonly List<(string Name, string Kept, long? Synced)> _deleted = [];

    /// <summary>Of every file whose name survives, how much of it does.</summary>
    public Dictionary<string, long> SyncedLengths { get; } = new(StringComparer.Ordinal);

    /// <summary>Deletions that may be undone: name, where the file is kept, and what survives of it.</summary>
    public IReadOnlyList<(string Name, string Kept, long? Synced)> Deleted => _deleted;

    /// <summary>Empty when the node has taken no notes.</summary>
    public static PowerJournal Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return Parse(File.Exists(path) ? File.ReadAllText(path) : "");
    }

    /// <exception cref="CannotRunException">A line is none of a node's.</exception>
    internal static PowerJournal Parse(string text)
    {
        var journal = new PowerJournal();

        // A last line without its end was cut short by the kill.
        foreach (var line in text.Split('\n')[..^1])
        {
            journal.Take(line.Split(' '), line);
        }

        return journal;
    }

    /// <summary>
    /// Begins the notes of the next life with what there is, all of it durable; what was kept is gone.
    /// </summary>
    public static void Begin(string folder, IEnumerable<(string Name, long Length)> files)
    {
        foreach (var old in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            File.Delete(old);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllLines(
            Path.Combine(folder, FileName),
            files.Select(file => string.Create(CultureInfo.InvariantCulture, $"= {file.Name} {file.Length}")));
    }

    private void Take(string[] words, string line)
    {
        var bytes = 0L;
        switch (words)
        {
            case ["+", var name] when IsName(name):
                SyncedLengths.Remove(name);
                break;
            case ["=", var name, var length] when IsName(name) && IsLength(length, out bytes):
                SyncedLengths[name] = bytes;
                break;
            case ["<", var name, var length] when IsName(name) && IsLength(length, out bytes):
                if (SyncedLengths.TryGetValue(name, out var synced))
                {
                    SyncedLengths[name] = Math.Min(synced, bytes);
                }

                break;
            case [">", var from, var to] when IsName(from) && IsName(to):
                // Noted before it happens: should it not have happened, the old name holds still.
                Rename(from, to);
                break;
            case ["-", var name, var kept] when IsName(name) && IsName(kept):
                _deleted.Add((name, kept, SyncedLengths.TryGetValue(name, out var held) ? held : null));
                SyncedLengths.Remove(name);
                break;
            case ["!"]:
                _deleted.Clear();
                break;
            default:
                throw new CannotRunException($"the journal of power failures has a line that is none: {line}");
        }
    }

    /// <summary>What a store calls a file: it leads to no other folder.</summary>
    private static bool IsName(string name) =>
        PowerCut.IsOfTheStore(name) && name.AsSpan().ContainsAnyExcept('.');

    private static bool IsLength(string text, out long bytes) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes);

    private void Rename(string from, string to)
    {
        if (SyncedLengths.TryGetValue(from, out var synced))
        {
            SyncedLengths[to] = synced;
        }
        else
        {
            SyncedLengths.Remove(to);
        }
    }
}
