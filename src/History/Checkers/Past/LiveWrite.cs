using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>A write that reads may still be asked about: nothing covered it yet, or something did just now.</summary>
internal sealed class LiveWrite
{
    public required Dot Dot { get; init; }

    public required bool IsAcknowledged { get; init; }

    public required long StartUs { get; init; }

    public required long EndUs { get; init; }

    public required CausalContext Context { get; init; }

    public IReadOnlyList<NodeId> AcknowledgedBy { get; init; } = [];

    /// <summary>What its client had read of the key before: a state with this write should reflect it.</summary>
    public Dot[] Past { get; init; } = [];

    /// <summary>True when its context covers all of <see cref="Past"/>, as that of a write after a read does.</summary>
    public bool IsPastInContext { get; init; }

    /// <summary>Its client's acknowledged write to the key before this one; default when there was none.</summary>
    public Dot PreviousOwn { get; init; }

    /// <summary>The number of the last answer that showed it.</summary>
    public long ShownIn { get; set; }

    /// <summary>When an acknowledged write that covers it had ended.</summary>
    public long SupersededAtUs { get; set; } = long.MaxValue;
}
