using DynamoLab.History;
using DynamoLab.Simulation.Coverage;

namespace DynamoLab.Simulation;

/// <summary>How one schedule went.</summary>
public sealed record ScheduleResult
{
    public required SimulationOptions Options { get; init; }

    /// <summary>Which promise was broken, in a few words; empty when all held.</summary>
    public required string FailureKind { get; init; }

    /// <summary>What exactly happened; empty when all held.</summary>
    public required string Failure { get; init; }

    public bool IsFailure => FailureKind.Length > 0;

    /// <summary>Over every event with its time: equal hashes, equal schedules.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>Messages, requests, responses and completions stepped; ticks do not count.</summary>
    public required long Events { get; init; }

    /// <summary>Simulated time, in microseconds.</summary>
    public required long SimulatedUs { get; init; }

    /// <summary>Operations of clients that ended well, those of the liveness phase included.</summary>
    public required long Succeeded { get; init; }

    /// <summary>And those that did not.</summary>
    public required long Failed { get; init; }

    /// <summary>Repair rounds until all replicas agreed.</summary>
    public required int Rounds { get; init; }

    public required CoverageTable Coverage { get; init; }

    public IReadOnlyList<PromiseReport> Promises { get; init; } = [];
}
