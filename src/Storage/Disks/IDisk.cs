namespace DynamoLab.Storage.Disks;

/// <summary>
/// One flat directory of named files, given by the host. Names are made of <c>a-z</c>, <c>0-9</c>, <c>.</c> and
/// <c>-</c>. Synchronous, and for one thread at a time but for <see cref="Sync"/>. Every method may throw a
/// <see cref="DiskException"/>.
/// </summary>
public interface IDisk
{
    /// <summary>The names of all files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>In bytes; 0 when there is no such file.</summary>
    long Length(string name);

    /// <summary>Returns the bytes read: fewer than asked for only at the end of the file.</summary>
    int Read(string name, long offset, Span<byte> into);

    /// <summary>
    /// Appends, and creates the file where there is none. One that fails may have appended a part of the bytes.
    /// </summary>
    void Append(string name, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// When it returns, the file's bytes and its name survive a power failure. The one method that may be called on
    /// another thread while the others are in use. After it failed, nothing is known of the bytes that were not synced.
    /// </summary>
    void Sync(string name);

    /// <summary>Cuts the file to a length that is not above its present one.</summary>
    void Truncate(string name, long length);

    /// <summary>Deletes the file, if there is one. A power failure may bring it back.</summary>
    void Delete(string name);

    /// <summary>Replaces <paramref name="to"/> atomically, and survives a power failure when it returns.</summary>
    void Rename(string from, string to);
}
