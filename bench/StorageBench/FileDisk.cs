using DynamoLab.Storage.Disks;
using Microsoft.Win32.SafeHandles;

namespace DynamoLab.StorageBench;

/// <summary>A directory of files, no more than the measurement needs: names are not synced.</summary>
internal sealed class FileDisk(string folder) : IDisk, IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> _files = [];

    public IReadOnlyList<string> List() =>
        [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public long Length(string name) => File.Exists(PathOf(name)) ? RandomAccess.GetLength(Open(name)) : 0;

    public int Read(string name, long offset, Span<byte> into) => RandomAccess.Read(Open(name), into, offset);

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        var file = Open(name);
        RandomAccess.Write(file, bytes, RandomAccess.GetLength(file));
    }

    public void Sync(string name) => RandomAccess.FlushToDisk(Open(name));

    public void Truncate(string name, long length) => RandomAccess.SetLength(Open(name), length);

    public void Delete(string name)
    {
        Close(name);
        File.Delete(PathOf(name));
    }

    public void Rename(string from, string to)
    {
        Close(from);
        Close(to);
        File.Move(PathOf(from), PathOf(to), overwrite: true);
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private SafeFileHandle Open(string name)
    {
        // Sync comes from another thread.
        lock (_files)
        {
            if (!_files.TryGetValue(name, out var file))
            {
                file = File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
                _files.Add(name, file);
            }

            return file;
        }
    }

    private void Close(string name)
    {
        lock (_files)
        {
            if (_files.Remove(name, out var file))
            {
                file.Dispose();
            }
        }
    }
}
