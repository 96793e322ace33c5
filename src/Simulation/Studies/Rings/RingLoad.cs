namespace DynamoLab.Simulation.Studies.Rings;

/// <summary>How evenly a number of requests fell on the nodes.</summary>
/// <param name="Requests">Of clients; each is served by N nodes.</param>
/// <param name="Efficiency">The mean load over the highest, above 0 and up to 1 (Dynamo §6.2).</param>
/// <param name="OutOfBalance">The share of nodes more than 15% off the mean: 0 to 1.</param>
public readonly record struct RingLoad(int Requests, double Efficiency, double OutOfBalance);
