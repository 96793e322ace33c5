using DynamoLab.Core;

namespace DynamoLab.Driver.Faults;

/// <summary>One kind of fault. Times are those of the driver's clock, the clock of the operations.</summary>
public interface IFault
{
    /// <summary>Its name in <c>faults.csv</c>: that of the failure mode.</summary>
    string Kind { get; }

    /// <summary>Whether <see cref="HealAsync"/> undoes it; a crash without a restart is for good.</summary>
    bool IsHealed { get; }

    /// <summary>Strikes the node; returns when the fault is in place, with the time it was.</summary>
    /// <exception cref="CannotRunException">The fault could not be injected.</exception>
    Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation);

    /// <summary>Undoes it; returns when the node is well again, with the time it was.</summary>
    /// <exception cref="CannotRunException">The fault could not be undone.</exception>
    Task<Instant> HealAsync(NodeId node, CancellationToken cancellation);
}
