using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage.Tests.Disks;

/// <summary>A disk of which the power fails at one of the calls that change it.</summary>
internal sealed class FaultyDisk(MemoryDisk disk, int failsAt, bool failsBefore) : IDisk
{
    public int Changes { get; private set; }

    /// <summary>Bytes read from segments.</summary>
    public long LogBytesRead { get; private set; }

    public IReadOnlyList<string> List() => disk.List();

    public long Length(string name) => disk.Length(name);

    public int Read(string name, long offset, Span<byte> into)
    {
        LogBytesRead += name.EndsWith(".log", StringComparison.Ordinal) ? into.Length : 0;
        return disk.Read(name, offset, into);
    }

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        Before();
        disk.Append(name, bytes);
        After();
    }

    public void Sync(string name) => Change(() => disk.Sync(name));

    public void Truncate(string name, long length) => Change(() => disk.Truncate(name, length));

    public void Delete(string name) => Change(() => disk.Delete(name));

    public void Rename(string from, string to) => Change(() => disk.Rename(from, to));

    private void Change(Action change)
    {
        Before();
        change();
        After();
    }

    private void Before()
    {
        if (++Changes == failsAt && failsBefore)
        {
            throw new PowerFailure();
        }
    }

    private void After()
    {
        if (Changes == failsAt)
        {
            throw new PowerFailure();
        }
    }
}
