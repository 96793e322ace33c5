namespace DynamoLab.Storage.Disks;

/// <summary>
/// A file of a <see cref="MemoryDisk"/>: its bytes as programs see them, and what of them a power failure leaves.
/// </summary>
internal sealed class MemoryFile
{
    private readonly List<(int Start, int End)> _holes = [];
    private byte[] _bytes = [];
    private byte[]? _cutBytes;
    private int _length;
    private int _durableLength;

    public int Length => _length;

    public Span<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < _length + bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes.Length, 2 * _bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Truncate(int length)
    {
        if (length < _durableLength)
        {
            // The power may fail before the cut is durable.
            _cutBytes ??= _bytes[.._durableLength];
            _durableLength = length;
        }

        _holes.RemoveAll(hole => hole.Start >= length);
        _length = length;
    }

    public void Sync()
    {
        _cutBytes = null;
        _durableLength = _length;
    }

    /// <summary>
    /// What Linux does when the disk refuses: the bytes stay readable and count as clean, so that a later fsync
    /// succeeds without having written them.
    /// </summary>
    public void FailSync()
    {
        if (_durableLength < _length)
        {
            _holes.Add((_durableLength, _length));
            _durableLength = _length;
        }
    }

    /// <summary>What a power failure leaves of the file.</summary>
    /// <param name="choose">A choice from 0 up to, not including, its argument.</param>
    public MemoryFile AfterPowerFailure(Func<int, int> choose)
    {
        var left = new MemoryFile();
        if (_cutBytes is not null && choose(2) == 0)
        {
            left.Append(_cutBytes);
            left.Sync();
            return left;
        }

        left.Append(Bytes[..KeptLength(choose)]);
        if (left.Length > _durableLength && choose(4) == 0)
        {
            // Blocks reach the disk in any order: a length may be there before the bytes.
            var lost = choose(left.Length - _durableLength);
            var end = _durableLength + lost + 1;
            left.Bytes[(_durableLength + choose(lost + 1))..end].Clear();
        }

        foreach (var (start, end) in _holes)
        {
            left.Bytes[Math.Min(start, left.Length)..Math.Min(end, left.Length)].Clear();
        }

        left.Sync();
        return left;
    }

    private int KeptLength(Func<int, int> choose)
    {
        var atRisk = _length - _durableLength;
        return atRisk == 0
            ? _length
            : choose(3) switch
            {
                0 => _durableLength,
                1 => _length,
                _ => _durableLength + choose(atRisk + 1),
            };
    }
}
