using System.Text;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>
/// Notes what a power failure would leave of the disk, in a folder beside it. The page cache outlives a killed process,
/// and no call drops it for one process alone; so the lab kills the node, reads <c>journal</c>, and cuts every file to
/// what was synced of it. Only there with <c>--power_journal</c>; otherwise nothing of it is in the path.
/// <para>
/// Whatever is noted late makes the loss greater only by what nobody has been told of yet: a sync is noted when it has
/// ended, a creation, a cut and a new name before they happen. Lines of the journal, names being those of the store:
/// <c>+ name</c> created; <c>= name length</c> survives up to there; <c>&lt; name length</c> cut;
/// <c>&gt; from to</c> renamed; <c>- name kept</c> deleted, and kept under that name in this folder because a power
/// failure may bring it back; <c>!</c> names are durable, and what was kept is gone for good.
/// </para>
/// </summary>
internal sealed class PowerFailureDisk : IDisk, IDisposable
{
    public const string JournalName = "journal";

    private readonly IDisk _disk;
    private readonly string _folder;
    private readonly string _journalFolder;
    private readonly FileStream _journal;

    // Sync comes from another thread than all else.
    private readonly Lock _lock = new();
    private readonly HashSet<string> _newNames = new(StringComparer.Ordinal);
    private readonly List<string> _kept = [];
    private int _keptCount;

    /// <param name="disk">The disk to watch.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="journalFolder">Where to take notes; made when it is not there. Earlier notes hold on.</param>
    /// <exception cref="IOException">The journal cannot be written, or is a link.</exception>
    public PowerFailureDisk(IDisk disk, string folder, string journalFolder)
    {
        (_disk, _folder, _journalFolder) = (disk, folder, journalFolder);
        Directory.CreateDirectory(journalFolder);
        var journal = new FileInfo(Path.Combine(journalFolder, JournalName));
        _journal = journal.LinkTarget is { } target
            ? throw new IOException($"{journal.FullName} is a link to {target}; accepted: a file")
            : new FileStream(journal.FullName, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public IReadOnlyList<string> List() => _disk.List();

    public long Length(string name) => _disk.Length(name);

    public int Read(string name, long offset, Span<byte> into) => _disk.Read(name, offset, into);

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        if (!File.Exists(Path.Combine(_folder, name)))
        {
            lock (_lock)
            {
                _newNames.Add(name);
                Note($"+ {name}");
            }
        }

        _disk.Append(name, bytes);
    }

    public void Sync(string name)
    {
        // What is appended while the sync runs may be left out by it.
        var length = _disk.Length(name);
        _disk.Sync(name);
        lock (_lock)
        {
            Note($"= {name} {length}");
            if (_newNames.Contains(name))
            {
                NamesAreDurable();
            }
        }
    }

    public void Truncate(string name, long length)
    {
        lock (_lock)
        {
            Note($"< {name} {length}");
        }

        _disk.Truncate(name, length);
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            var path = Path.Combine(_folder, name);
            if (File.Exists(path))
            {
                var kept = $"kept-{_keptCount++}";
                Guard(() => File.Move(path, Path.Combine(_journalFolder, kept), overwrite: true));
                _kept.Add(kept);
                Note($"- {name} {kept}");
            }
        }

        _disk.Delete(name);
    }

    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            Note($"> {from} {to}");
        }

        _disk.Rename(from, to);
        lock (_lock)
        {
            NamesAreDurable();
        }
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>The directory was synced, and with it every deletion before.</summary>
    private void NamesAreDurable()
    {
        _newNames.Clear();
        Note("!");
        foreach (var kept in _kept)
        {
            Guard(() => File.Delete(Path.Combine(_journalFolder, kept)));
        }

        _kept.Clear();
    }

    /// <summary>One write per line, unbuffered: a killed process leaves whole lines.</summary>
    private void Note(string line) => Guard(() => _journal.Write(Encoding.ASCII.GetBytes(line + "\n")));

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiskException(
                DiskFailure.Error,
                $"the journal of power failures cannot be kept: {e.MessageWithin(_journalFolder)}");
        }
    }
}
