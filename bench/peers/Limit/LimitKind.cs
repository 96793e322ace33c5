namespace DynamoLab.Bench.Peers.Limit;

/// <summary>The four messages of a put.</summary>
internal enum LimitKind : byte
{
    Put = 1,
    Replicate = 2,
    Acknowledge = 3,
    Done = 4,
}
