using DynamoLab.Driver.Results;
using DynamoLab.Simulation.Studies.Convergence;

namespace DynamoLab.Driver.Studies;

/// <summary>Rounds of a cluster of this size in one case.</summary>
internal sealed record ClusterRow(
    int Nodes, ClusterCase Start, Estimate Rounds, Estimate RoundsPerKey, Estimate StatesPerKey);
