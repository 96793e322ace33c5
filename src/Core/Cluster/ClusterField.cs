namespace DynamoLab.Core.Cluster;

/// <summary>A field of a cluster file that this program knows nothing of, with its value as JSON text.</summary>
public readonly record struct ClusterField(string Name, string Json);
