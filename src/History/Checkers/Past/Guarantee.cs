namespace DynamoLab.History.Checkers.Past;

/// <summary>What a read owes its client (docs/checkers.md).</summary>
internal enum Guarantee
{
    /// <summary>Nothing acknowledged before it began is missing.</summary>
    Fresh,
    ReadYourWrites,
    MonotonicReads,
    MonotonicWrites,
    WritesFollowReads,

    /// <summary>Nothing covered by a delete acknowledged before it began comes back.</summary>
    Deleted,
}
