using DynamoLab.Simulation;

namespace DynamoLab.Driver.Simulations;

/// <summary>What <c>simulate</c> is to do.</summary>
internal sealed record SimulateOptions
{
    public required NumberRange Seeds { get; init; }

    public required SimulationLimits Limits { get; init; }

    /// <summary>Threads, each with a schedule of its own.</summary>
    public required int Jobs { get; init; }

    /// <summary>Failures after which no schedule is begun any more.</summary>
    public required int FailuresMax { get; init; }

    public bool AllowsUncovered { get; init; }
}
