namespace DynamoLab.Storage.Format;

/// <summary>Where a whole record lies.</summary>
/// <param name="Segment">Number of the segment, from 1.</param>
/// <param name="Offset">Of the record's first byte, in the segment's file.</param>
/// <param name="Length">Of the whole record, in bytes.</param>
internal readonly record struct Place(uint Segment, uint Offset, int Length)
{
    public long End => (long)Offset + Length;
}
