using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>How long a message is under way: fitted by somebody, or measured on nodes.</summary>
public interface IDelay
{
    /// <summary>One draw, in milliseconds, 0 or more.</summary>
    double Sample(DeterministicRandom random);
}
