using DynamoLab.Core;

namespace DynamoLab.Replica.Operations;

/// <summary>Something under way that waits for answers, and for a timer in case they do not come.</summary>
internal abstract class Operation(ulong id)
{
    public ulong Id { get; } = id;

    /// <summary>The key it is about; reaping leaves keys alone that something is under way on.</summary>
    public abstract Key Key { get; }

    /// <summary>When <see cref="OnTimer"/> has something to do; never while only the own store is waited for.</summary>
    public abstract Instant NextDue { get; }

    /// <summary>The timer that stands for it; kept by <see cref="OperationTable"/>.</summary>
    internal Instant ArmedFor { get; set; } = Instant.Never;

    /// <summary>
    /// Deals with all that is due, so that <see cref="NextDue"/> comes to lie ahead, or the operation ends.
    /// </summary>
    public abstract void OnTimer();

    /// <summary>What was sent to the node may be lost, or the node refused it.</summary>
    public abstract void OnFailure(NodeId node);
}
