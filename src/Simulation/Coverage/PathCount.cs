namespace DynamoLab.Simulation.Coverage;

/// <summary>How often one thing was seen to happen.</summary>
/// <param name="Group">
/// What it belongs to: <c>fault</c>, <c>node</c>, <c>message</c>, <c>outcome</c> or <c>host</c>.
/// </param>
public readonly record struct PathCount(string Group, string Name, long Count);
