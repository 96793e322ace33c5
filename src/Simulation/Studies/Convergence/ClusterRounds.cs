namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>What it took until all keys' replicas agreed.</summary>
/// <param name="Rounds">Until the last key did.</param>
/// <param name="RoundsPerKey">The mean over the keys that differed.</param>
/// <param name="StatesPerKey">States sent, both ways, for each key that differed.</param>
public sealed record ClusterRounds(int Rounds, double RoundsPerKey, double StatesPerKey);
