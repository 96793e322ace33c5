namespace DynamoLab.Simulation;

/// <summary>The cluster did what it must never do.</summary>
/// <param name="kind">Which promise, in a few words; a smaller schedule must fail in the same way.</param>
/// <param name="message">What exactly happened.</param>
internal sealed class ScheduleFailure(string kind, string message) : Exception(message)
{
    public string Kind { get; } = kind;
}
