namespace DynamoLab.Driver.Cluster;

/// <summary>How far a cluster has come up.</summary>
/// <param name="Total">Nodes wanted.</param>
/// <param name="Answering">Nodes that were started and answer.</param>
/// <param name="Ready">Nodes that see all others alive, on one ring.</param>
public readonly record struct SpawnProgress(int Total, int Answering, int Ready);
