namespace DynamoLab.Storage.Format;

/// <summary>What a record of the log says. Numbers are on disk: append only.</summary>
internal enum RecordKind : byte
{
    /// <summary>The key has this state.</summary>
    Object = 1,

    /// <summary>The key is forgotten.</summary>
    Removal = 2,

    /// <summary>A hint for the key is held.</summary>
    Hint = 3,

    /// <summary>The hint came home.</summary>
    HintRemoval = 4,

    /// <summary>The node's incarnation.</summary>
    Incarnation = 5,

    /// <summary>The members the node knows.</summary>
    Members = 6,

    /// <summary>All segments up to a number were synced. The first record of a segment, where there are any.</summary>
    SyncedSegments = 7,
}
