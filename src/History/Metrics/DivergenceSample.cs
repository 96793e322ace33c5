namespace DynamoLab.History.Metrics;

/// <summary>One look at replicas while clients work.</summary>
/// <param name="Second">Since the start of the workload.</param>
/// <param name="Keys">Looked at.</param>
/// <param name="Diverged">Of these, keys of which a primary lacked what another one had 0.25 s before.</param>
public sealed record DivergenceSample(double Second, int Keys, int Diverged);
