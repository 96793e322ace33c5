using DynamoLab.History;

namespace DynamoLab.Simulation.Clients;

/// <summary>An operation that a client is told to do, at a node it is told.</summary>
internal readonly record struct Wish(OperationKind Kind, int Key, int Node);
