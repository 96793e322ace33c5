using System.Collections.Concurrent;
using DynamoLab.Core;

namespace DynamoLab.Storage.Disks;

/// <summary>
/// A disk in memory with the manners of a real one, for tests and simulations: what was not synced may be lost, kept or
/// torn by a power failure; it may be full, and its appends and syncs may fail.
/// </summary>
public sealed class MemoryDisk : IDisk
{
    // Concurrent, because Sync may come from another thread.
    private readonly ConcurrentDictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MemoryFile> _durableNames = new(StringComparer.Ordinal);

    /// <summary>Bytes that all files together may have; an append takes what fits, then fails. Default: no limit.</summary>
    public long CapacityBytes { get; set; } = long.MaxValue;

    /// <summary>How every append fails, after <see cref="ShortWriteBytes"/>; null, the default: it does not.</summary>
    public DiskFailure? FailAppend { get; set; }

    /// <summary>
    /// Every sync fails, and what it should have saved will not survive a power failure even if a later one succeeds.
    /// </summary>
    public bool FailSync { get; set; }

    /// <summary>Bytes that a failing append still appends. Default: 0.</summary>
    public int ShortWriteBytes { get; set; }

    /// <summary>Bytes in all files.</summary>
    public long UsedBytes => _files.Values.Sum(file => (long)file.Length);

    public IReadOnlyList<string> List() => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public long Length(string name) => _files.TryGetValue(name, out var file) ? file.Length : 0;

    public int Read(string name, long offset, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var bytes = Existing(name).Bytes;
        var rest = offset < bytes.Length ? bytes[(int)offset..] : [];
        rest = rest[..Math.Min(rest.Length, into.Length)];
        rest.CopyTo(into);
        return rest.Length;
    }

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        CheckName(name);
        var file = _files.GetOrAdd(name, _ => new MemoryFile());
        if (FailAppend is { } failure)
        {
            file.Append(bytes[..Math.Min(ShortWriteBytes, bytes.Length)]);
            throw new DiskException(failure, failure == DiskFailure.Full ? "no space left" : "the append failed");
        }

        var room = CapacityBytes == long.MaxValue ? CapacityBytes : Math.Max(0, CapacityBytes - UsedBytes);
        file.Append(bytes[..(int)Math.Min(room, bytes.Length)]);
        if (room < bytes.Length)
        {
            throw new DiskException(DiskFailure.Full, "no space left");
        }
    }

    public void Sync(string name)
    {
        var file = Existing(name);
        if (FailSync)
        {
            file.FailSync();
            throw new DiskException(DiskFailure.Error, "the sync failed");
        }

        file.Sync();
        _durableNames[name] = file;
    }

    public void Truncate(string name, long length)
    {
        var file = Existing(name);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, file.Length);
        file.Truncate((int)length);
    }

    public void Delete(string name) => _files.TryRemove(name, out _);

    public void Rename(string from, string to)
    {
        CheckName(to);
        var file = Existing(from);
        _files.TryRemove(from, out _);
        _durableNames.TryRemove(from, out _);
        _files[to] = file;
        _durableNames[to] = file;
    }

    /// <summary>The power fails and returns: every file is what may be left of it.</summary>
    public void Crash(DeterministicRandom random) => Crash(random.Next);

    /// <summary>As above; the choices are the caller's, from 0 up to, not including, the argument.</summary>
    public void Crash(Func<int, int> choose)
    {
        foreach (var name in _files.Keys.Union(_durableNames.Keys).Order(StringComparer.Ordinal).ToList())
        {
            var seen = _files.GetValueOrDefault(name);
            var durable = _durableNames.GetValueOrDefault(name);
            var left = seen == durable || choose(2) == 0 ? durable : seen;
            _files.TryRemove(name, out _);
            _durableNames.TryRemove(name, out _);
            if (left is not null)
            {
                _files[name] = left.AfterPowerFailure(choose);
                _durableNames[name] = _files[name];
            }
        }
    }

    /// <summary>Damages one byte of a file, on the disk and to every reader.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Which byte.</param>
    /// <param name="mask">The bits to turn over.</param>
    public void Corrupt(string name, int offset, byte mask = 0xFF) => Existing(name).Bytes[offset] ^= mask;

    /// <summary>An independent disk with the same files, all of them durable.</summary>
    public MemoryDisk Copy()
    {
        var copy = new MemoryDisk();
        foreach (var (name, file) in _files)
        {
            copy.Append(name, file.Bytes);
            copy.Sync(name);
        }

        return copy;
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
        {
            throw new ArgumentException($"'{name}' is no name of a file", nameof(name));
        }
    }

    private MemoryFile Existing(string name) =>
        _files.TryGetValue(name, out var file)
            ? file
            : throw new DiskException(DiskFailure.Error, $"there is no file {name}");
}
