namespace DynamoLab.Driver.Faults;

/// <summary>The faults of a run beside its workload: one of them, or one after the other.</summary>
public interface ITimeline
{
    /// <param name="workloadEnded">Cuts the waiting short; what was injected is healed at once.</param>
    /// <exception cref="CannotRunException">A fault could not be injected or undone.</exception>
    Task RunAsync(CancellationToken workloadEnded);
}
