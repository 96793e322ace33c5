using DynamoLab.Core;

namespace DynamoLab.Replica.Operations;

/// <summary>Something under way that waits for answers, and for a timer in case they do not come.</summary>
internal abstract class Operation(ulong id)
{
    public ulong Id { get; } = id;

    /// <summary>The key it is about; reaping leaves keys alone that something is under way on.</summary>
    public abstract Key Key { get; }

    public abstract void OnTimer();

    /// <summary>What was sent to the node may be lost, or the node refused it.</summary>
    public abstract void OnFailure(NodeId node);
}
