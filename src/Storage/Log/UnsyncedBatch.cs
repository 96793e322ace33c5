using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>Bytes that were written in one append and are kept in memory until they are synced.</summary>
/// <param name="Segment">Where they lie.</param>
/// <param name="Offset">Of the first byte; 0: they begin with the file's header.</param>
/// <param name="Bytes">Whole records.</param>
/// <param name="EndPosition">The log's position behind them.</param>
internal sealed record UnsyncedBatch(Segment Segment, long Offset, ByteBuffer Bytes, long EndPosition);
