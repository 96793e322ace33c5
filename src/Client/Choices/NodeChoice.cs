namespace DynamoLab.Client.Choices;

/// <summary>Where an attempt goes, and whether it is the one that tries a failed node again.</summary>
internal readonly record struct NodeChoice(ClientNode Node, bool IsProbe);
