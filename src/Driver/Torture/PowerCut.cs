using DynamoLab.Core;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// Makes of the data of a killed node what a power failure would have left of it: every file is cut to what was synced
/// of it, one whose creation was not synced is gone, and one whose deletion was not synced may be back.
/// </summary>
/// <param name="random">Decides which deletions are undone.</param>
internal sealed class PowerCut(DeterministicRandom random)
{
    /// <param name="dataFolder">The node's, which must not run.</param>
    /// <param name="journalFolder">Where it took its notes; they begin anew with what is left.</param>
    /// <returns>Files that are gone, and bytes that are.</returns>
    public (int Files, long Bytes) Apply(string dataFolder, string journalFolder)
    {
        if (!Directory.Exists(dataFolder))
        {
            return (0, 0);
        }

        var journal = PowerJournal.Read(journalFolder);
        Bring(journal, dataFolder, journalFolder);
        var (files, bytes) = (0, 0L);
        var left = new List<(string Name, long Length)>();
        foreach (var file in new DirectoryInfo(dataFolder).EnumerateFiles().Where(file => IsOfTheStore(file.Name)))
        {
            var length = file.Length;
            if (journal.SyncedLengths.TryGetValue(file.Name, out var synced))
            {
                Cut(file, synced);
                bytes += Math.Max(0, length - synced);
                left.Add((file.Name, Math.Min(length, synced)));
            }
            else
            {
                file.Delete();
                files++;
                bytes += length;
            }
        }

        PowerJournal.Begin(journalFolder, left);
        return (files, bytes);
    }

    private void Bring(PowerJournal journal, string dataFolder, string journalFolder)
    {
        foreach (var (name, kept, synced) in journal.Deleted)
        {
            var (from, to) = (Path.Combine(journalFolder, kept), Path.Combine(dataFolder, name));
            var isBack = random.Next(2) == 0;
            if (File.Exists(from) && isBack && synced is { } length && !journal.SyncedLengths.ContainsKey(name))
            {
                File.Move(from, to, overwrite: true);
                journal.SyncedLengths[name] = length;
            }
        }
    }

    private static void Cut(FileInfo file, long length)
    {
        if (file.Length > length)
        {
            using var open = file.Open(FileMode.Open, FileAccess.Write);
            open.SetLength(length);
        }
    }

    /// <summary>The lock of the directory is none of the store's files, and has capital letters.</summary>
    internal static bool IsOfTheStore(string name) =>
        name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
}
