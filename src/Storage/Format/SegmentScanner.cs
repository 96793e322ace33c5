namespace DynamoLab.Storage.Format;

/// <summary>
/// Goes through the bytes of a segment, record by record. Behind damage it goes on at the next whole record: a header's
/// CRC is checked at every byte, which only a record written to that very place passes.
/// </summary>
internal ref struct SegmentScanner
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly uint _segment;
    private readonly uint _start;
    private int _next;

    /// <summary>Over a part of a file that begins with a record.</summary>
    public SegmentScanner(ReadOnlySpan<byte> part, uint segment, uint start)
    {
        _file = part;
        _segment = segment;
        _start = start;
    }

    /// <summary>Over a whole file.</summary>
    public SegmentScanner(ReadOnlySpan<byte> file, uint segment)
    {
        _file = file;
        _segment = segment;
        IsHeaderWhole = FileHeader.IsValid(file, FileKind.Log, segment);
        _next = Math.Min(FileHeader.Length, file.Length);
    }

    /// <summary>Whether the file's own header is undamaged. Nothing is lost with it.</summary>
    public bool IsHeaderWhole { get; }

    /// <summary>What stands at <see cref="Offset"/>: a whole record, or damage up to the next one or the end.</summary>
    public bool IsRecord { get; private set; }

    /// <summary>The record's header; of damage, the header it begins with, if that is whole (its kind is 0 if not).</summary>
    public RecordHeader Header { get; private set; }

    /// <summary>From the first of the bytes given.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes of the record or of the damage.</summary>
    public readonly int Length => _next - Offset;

    public readonly bool IsAtEnd => _next == _file.Length;

    public readonly ReadOnlySpan<byte> Bytes => _file[Offset.._next];

    public readonly Place Place => new(_segment, _start + (uint)Offset, Length);

    /// <summary>Moves to the next record or damage; false at the end.</summary>
    public bool Next()
    {
        if (IsAtEnd)
        {
            return false;
        }

        Offset = _next;
        IsRecord = IsRecordAt(Offset, out var header);
        Header = header;
        if (IsRecord)
        {
            _next = Offset + header.RecordLength;
            return true;
        }

        // A whole header tells where its record ends; without one, every byte is a place to look at.
        var isFramed = header.Kind != 0 && header.RecordLength < _file.Length - Offset;
        _next = isFramed ? Offset + header.RecordLength : Offset + 1;
        while (!isFramed && !IsAtEnd && !IsHeaderAt(_next, out _))
        {
            _next++;
        }

        return true;
    }

    private readonly bool IsRecordAt(int offset, out RecordHeader header) =>
        IsHeaderAt(offset, out header) && header.IsBodyWhole(_file[offset..]);

    private readonly bool IsHeaderAt(int offset, out RecordHeader header) =>
        RecordHeader.TryRead(_file[offset..], _segment, _start + (uint)offset, out header);
}
