using System.Collections.Concurrent;
using DynamoLab.Storage.Disks;
using Microsoft.Win32.SafeHandles;

namespace DynamoLab.Node.Durability;

/// <summary>
/// A directory of the file system. Files stay open until they are deleted. Files whose names have other characters than
/// a store's, the lock among them, do not exist for it.
/// </summary>
internal sealed class RealDisk : IDisk, IDisposable
{
    /// <summary>No space left on the device; a quota is used up (Linux, macOS): what the system calls them.</summary>
    private static readonly int[] FullErrors = [28, 122, 69];

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, OpenFile> _files = new(StringComparer.Ordinal);

    // Names that came since the directory was last synced; Sync may come from another thread.
    private readonly Lock _directory = new();
    private readonly HashSet<string> _newNames = new(StringComparer.Ordinal);

    /// <param name="folder">Is there.</param>
    public RealDisk(string folder) => _folder = Path.GetFullPath(folder);

    public IReadOnlyList<string> List() => Guard("list the files", () =>
    {
        string[] names = [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Where(IsName)];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    });

    public long Length(string name) => Guard($"measure {name}", () =>
        _files.TryGetValue(name, out var file) ? file.Length
            : new FileInfo(PathOf(name)) is { Exists: true } info ? info.Length : 0);

    public int Read(string name, long offset, Span<byte> into)
    {
        try
        {
            var count = 0;
            while (count < into.Length)
            {
                var read = RandomAccess.Read(Open(name, isNew: false).Handle, into[count..], offset + count);
                if (read == 0)
                {
                    break;
                }

                count += read;
            }

            return count;
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw Failure($"read {name}", e);
        }
    }

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var file = Open(name, isNew: true);
            try
            {
                RandomAccess.Write(file.Handle, bytes, file.Length);
                file.Length += bytes.Length;
            }
            catch
            {
                // A part of them may be there.
                file.Length = RandomAccess.GetLength(file.Handle);
                throw;
            }
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw Failure($"write {name}", e);
        }
    }

    public void Sync(string name) => Guard($"sync {name}", () =>
    {
        RandomAccess.FlushToDisk(Open(name, isNew: false).Handle);
        lock (_directory)
        {
            if (_newNames.Contains(name))
            {
                DirectorySync.Flush(_folder);
                _newNames.Clear();
            }
        }

        return 0;
    });

    public void Truncate(string name, long length) => Guard($"cut {name}", () =>
    {
        var file = Open(name, isNew: false);
        RandomAccess.SetLength(file.Handle, length);
        return file.Length = length;
    });

    public void Delete(string name) => Guard($"delete {name}", () =>
    {
        Close(name);
        File.Delete(PathOf(name));
        return 0;
    });

    public void Rename(string from, string to) => Guard($"rename {from} to {to}", () =>
    {
        Close(from);
        Close(to);
        File.Move(PathOf(from), PathOf(to), overwrite: true);
        lock (_directory)
        {
            DirectorySync.Flush(_folder);
            _newNames.Clear();
        }

        return 0;
    });

    public void Dispose()
    {
        foreach (var name in _files.Keys)
        {
            Close(name);
        }
    }

    private OpenFile Open(string name, bool isNew)
    {
        if (_files.TryGetValue(name, out var open))
        {
            return open;
        }

        var path = PathOf(name);
        var exists = File.Exists(path);
        if (exists && new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{name} is a link; accepted: a file");
        }

        var handle = File.OpenHandle(
            path, isNew ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (!exists)
        {
            lock (_directory)
            {
                _newNames.Add(name);
            }
        }

        var file = new OpenFile(handle) { Length = RandomAccess.GetLength(handle) };
        if (!_files.TryAdd(name, file))
        {
            // The thread that syncs opened it meanwhile.
            handle.Dispose();
        }

        return _files[name];
    }

    private void Close(string name)
    {
        if (_files.TryRemove(name, out var file))
        {
            file.Handle.Dispose();
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static bool IsName(string name) =>
        name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private T Guard<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw Failure(what, e);
        }
    }

    private static bool IsOfTheDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or ObjectDisposedException;

    private DiskException Failure(string what, Exception e) => new(
        FullErrors.Contains(e.HResult & 0xFFFF) && e is IOException ? DiskFailure.Full : DiskFailure.Error,
        $"cannot {what}: {e.MessageWithin(_folder)}");

    private sealed class OpenFile(SafeFileHandle handle)
    {
        public SafeFileHandle Handle { get; } = handle;

        /// <summary>Where the next append goes; of the loop's thread only.</summary>
        public long Length { get; set; }
    }
}
