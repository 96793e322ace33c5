using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation.Clients;

/// <summary>The try a client is waiting for.</summary>
internal readonly record struct Attempt(ulong Number, SimNode Node, long StartUs, long DeadlineUs);
