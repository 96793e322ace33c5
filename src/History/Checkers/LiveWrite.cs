namespace DynamoLab.History.Checkers;

/// <summary>A version that no client is known to have written over.</summary>
internal sealed class LiveWrite
{
    private readonly HashSet<int> _seenBy = [];

    /// <summary>Its acknowledged write; null while only reads have shown it.</summary>
    public AcknowledgedWrite? Acknowledged { get; set; }

    public void SeeBy(int worker) => _seenBy.Add(worker);

    public bool IsSeenBy(int worker) => _seenBy.Contains(worker);
}
