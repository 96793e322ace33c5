namespace DynamoLab.Core.Storage;

/// <summary>A hint: this node holds the key's state for a primary that was not to be had.</summary>
public readonly record struct HintId(NodeId Owner, Key Key);
