namespace DynamoLab.Storage.Format;

/// <summary>What a file of the log is. Numbers are on disk: append only.</summary>
internal enum FileKind : ushort
{
    Log = 1,
    Hint = 2,
    CleanStop = 3,
}
